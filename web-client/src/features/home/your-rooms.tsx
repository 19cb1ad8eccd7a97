import { useEffect, useRef, useState } from "react";
import { Button } from "../../ui/controls.tsx";
import { type MyRoom, forgetRoom, myRooms } from "../entry/stored.ts";
import { RoomCard } from "./room-card.tsx";
import { type RoomStatus, statusOf } from "./room-status.ts";

/** The rooms whose links this browser keeps. */
export function YourRooms({ rooms, onChange }: { readonly rooms: readonly MyRoom[]; readonly onChange: () => void }) {
  const statuses = useStatuses(rooms);
  const heading = useHeadingOnLoss(rooms.length);
  const gone = rooms.filter(({ id }) => statuses.get(id)?.kind === "gone");
  if (rooms.length === 0) return null;
  return (
    <section className="rooms" aria-labelledby="your-rooms">
      <div className="rooms__head">
        <h2 ref={heading} id="your-rooms" tabIndex={-1} className="rooms__title">Your rooms</h2>
        {gone.length > 1 && (
          <Button
            small
            look="quiet"
            onPress={() => {
              for (const { id } of gone) forgetRoom(id);
              onChange();
            }}
          >
            Forget {gone.length} that are gone
          </Button>
        )}
      </div>
      <ul className="rooms__list">
        {rooms.map((room) => (
          <RoomCard key={room.id} room={room} status={statuses.get(room.id) ?? { kind: "asking" }} onChange={onChange} />
        ))}
      </ul>
    </section>
  );
}

/** The rooms of this browser, also as other tabs change them, and how to read them anew. */
export function useMyRooms(): readonly [readonly MyRoom[], () => void] {
  const [rooms, setRooms] = useState(myRooms);
  useEffect(() => {
    const read = () => setRooms(myRooms());
    addEventListener("storage", read);
    return () => removeEventListener("storage", read);
  }, []);
  return [rooms, () => setRooms(myRooms())];
}

// When the room that had the focus leaves the list, the list's heading gets it.
function useHeadingOnLoss(count: number) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(count);
  useEffect(() => {
    const fewer = count < before.current;
    before.current = count;
    if (!fewer) return;
    const frame = requestAnimationFrame(() => document.activeElement === document.body && heading.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [count]);
  return heading;
}

// Asked one after the other: who has many rooms is no burden to the server. Asked again when the user comes back to the page.
function useStatuses(rooms: readonly MyRoom[]): ReadonlyMap<string, RoomStatus> {
  const [statuses, setStatuses] = useState<ReadonlyMap<string, RoomStatus>>(new Map());
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const back = () => document.visibilityState === "visible" && setAsked((count) => count + 1);
    document.addEventListener("visibilitychange", back);
    return () => document.removeEventListener("visibilitychange", back);
  }, []);
  useEffect(() => {
    let left = false;
    const askAll = async () => {
      for (const room of rooms) {
        const status = await statusOf(room);
        if (left) return;
        setStatuses((before) => new Map(before).set(room.id, status));
      }
    };
    void askAll();
    return () => {
      left = true;
    };
  }, [rooms, asked]);
  return statuses;
}
