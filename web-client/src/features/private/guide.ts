import { useCallback, useEffect, useState } from "react";
import type { GuideId, GuideProbe, HttpGuide, HttpRoomGuide, RoomId } from "../../protocol/generated/types.ts";
import { api } from "../../net/api.ts";
import { askGuide } from "../guide/use-guide.ts";
import { useRoom } from "../room/context.tsx";

/** What the guide says to interviewers, as far as it is there. */
export type Guide =
  | { readonly status: "loading" }
  | { readonly status: "there"; readonly room: HttpRoomGuide; readonly shared: HttpGuide }
  | { readonly status: "missing"; readonly retry: () => void };

type Answers = { readonly room: HttpRoomGuide; readonly shared: HttpGuide };

const asked = new Map<RoomId, Promise<Answers>>();

/** The guide of the server, asked for once for a room. */
export function useRoomGuide(): Guide {
  const { id, token } = useRoom();
  const [guide, setGuide] = useState<Guide>({ status: "loading" });
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => {
    setGuide({ status: "loading" });
    setAttempt((count) => count + 1);
  }, []);
  useEffect(() => {
    let gone = false;
    ask(id, token).then(
      (answers) => !gone && setGuide({ status: "there", ...answers }),
      () => !gone && setGuide({ status: "missing", retry }),
    );
    return () => {
      gone = true;
    };
  }, [id, token, attempt, retry]);
  return guide;
}

/** The bank's entry from which a probe was taken. */
export function entryOf(guide: Guide, bank: GuideId | undefined): GuideProbe | undefined {
  return guide.status === "there" && bank !== undefined ? guide.room.probes.find(({ id }) => id === bank) : undefined;
}

/** The cards of the concepts, as far as they are there. */
export function cardsOf(guide: Guide): HttpGuide["concepts"] {
  return guide.status === "there" ? guide.shared.concepts : [];
}

function ask(id: RoomId, token: string): Promise<Answers> {
  const known = asked.get(id);
  if (known) return known;
  const answers = Promise.all([api.roomGuide(id, token), askGuide()]).then(([room, shared]) => ({ room, shared }));
  asked.set(id, answers);
  answers.catch(() => asked.delete(id));
  return answers;
}
