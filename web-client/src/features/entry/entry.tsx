import { type ReactNode, Suspense, lazy, useCallback, useEffect, useState } from "react";
import type { HttpRoomInfo, Role, RoomId } from "../../protocol/generated/types.ts";
import { Refused, api } from "../../net/api.ts";
import { browserSurroundings, browserWatchSurroundings, onWake } from "../../net/browser.ts";
import { backoffMillis } from "../../net/closing.ts";
import { RoomSession } from "../../session/room-session.ts";
import { newSeat, takeSeat } from "../../session/seat.ts";
import { WatchSession } from "../../session/watch-session.ts";
import { type Room, RoomProvider, useView } from "../room/context.tsx";
import { NameForm } from "./name-form.tsx";
import { Closed, type Reason, reasonOf } from "./closed.tsx";
import { nameIn, personOf, rememberName } from "./stored.ts";

const RoomPage = lazy(() => import("../room/room-page.tsx").then(({ RoomPage }) => ({ default: RoomPage })));
const WatchPage = lazy(() => import("../watch/watch-page.tsx").then(({ WatchPage }) => ({ default: WatchPage })));

type Step =
  | { readonly kind: "asking"; readonly unreachable: boolean }
  | { readonly kind: "closed"; readonly reason: Reason }
  | { readonly kind: "naming"; readonly info: HttpRoomInfo }
  | { readonly kind: "in"; readonly info: HttpRoomInfo; readonly name: string };

/** The way from a link into a room: what the link opens, the user's name, and then the page of their role. */
export function Entry({ room, token }: { readonly room: RoomId; readonly token: string }) {
  const [step, setStep] = useState<Step>({ kind: "asking", unreachable: false });
  const [asked, setAsked] = useState(0);
  const again = useCallback(() => {
    setStep({ kind: "asking", unreachable: false });
    setAsked((count) => count + 1);
  }, []);

  useEffect(() => {
    if (token === "") return setStep({ kind: "closed", reason: "no-token" });
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = (attempt: number) =>
      api.room(room, token).then(
        (info) => {
          if (gone) return;
          const name = info.role === "spectator" ? "" : nameIn(room, info.role);
          setStep(name === undefined ? { kind: "naming", info } : { kind: "in", info, name });
        },
        (problem: unknown) => {
          if (gone) return;
          const reason = problem instanceof Refused ? reasonOf(problem.problem.code) : undefined;
          if (reason !== undefined) return setStep({ kind: "closed", reason });
          setStep({ kind: "asking", unreachable: true });
          timer = setTimeout(() => void ask(attempt + 1), 250 + backoffMillis(attempt, Math.random()));
        },
      );
    void ask(0);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [room, token, asked]);

  switch (step.kind) {
    case "asking":
      return step.unreachable ? <Closed reason="unreachable" /> : null;
    case "closed":
      return <Closed reason={step.reason} again={again} />;
    case "naming":
      return (
        <NameForm
          info={step.info}
          onName={(name) => {
            rememberName(room, step.info.role, name);
            setStep({ kind: "in", info: step.info, name });
          }}
        />
      );
    case "in":
      return <Inside info={step.info} token={token} name={step.name} again={again} />;
  }
}

function Inside({ info, token, name, again }: { readonly info: HttpRoomInfo; readonly token: string; readonly name: string; readonly again: () => void }) {
  const room = useOpened(info, token, name);
  if (room === undefined) return null;
  return (
    <RoomProvider value={room}>
      <OrClosed again={again}>
        <Suspense fallback={null}>{room.role === "spectator" ? <WatchPage /> : <RoomPage />}</Suspense>
      </OrClosed>
    </RoomProvider>
  );
}

// What ended for good takes the page's place, but for words that are still to be saved: the room's page shows them.
function OrClosed({ again, children }: { readonly again: () => void; readonly children: ReactNode }) {
  const connection = useView((view) => view.connection);
  const rescued = useView((view) => view.rescued);
  if (connection.status !== "over") return children;
  return <Closed reason={reasonOf(connection.why) ?? "another-client"} again={again} rescued={rescued} />;
}

function useOpened(info: HttpRoomInfo, token: string, name: string): Room | undefined {
  const [room, setRoom] = useState<Room>();
  useEffect(() => {
    let leave: (() => void) | undefined;
    let gone = false;
    void open(info.id, info.role, token, name).then((opened) => {
      if (gone) return opened.leave();
      leave = opened.leave;
      setRoom(opened.room);
    });
    return () => {
      gone = true;
      leave?.();
      setRoom(undefined);
    };
  }, [info, token, name]);
  return room;
}

async function open(id: RoomId, role: Role, token: string, name: string): Promise<{ readonly room: Room; readonly leave: () => void }> {
  const session = role === "spectator" ? watchSession(id, token) : await roomSession(id, role, token, name);
  session.start();
  const endWaking = onWake(() => session.wake());
  const leave = () => {
    endWaking();
    session.stop();
  };
  return { room: { id, token, role, model: session.model, session: session instanceof RoomSession ? session : undefined }, leave };
}

function watchSession(id: RoomId, token: string): WatchSession {
  return new WatchSession({ ...browserWatchSurroundings(id, token), clock: api.clock });
}

async function roomSession(id: RoomId, role: Role, token: string, name: string): Promise<RoomSession> {
  const surroundings = {
    ...browserSurroundings(id, token),
    newSeat: () => newSeat(id, role),
    answers: () => api.room(id, token).then(() => true, () => false),
  };
  return new RoomSession({ room: id, token, role, person: personOf(id), name }, await takeSeat(id, role), surroundings);
}
