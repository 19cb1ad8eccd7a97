import { useState } from "react";
import { Mark } from "../../ui/mark.tsx";
import { ThemeSwitch } from "../../ui/theme-switch.tsx";
import { type MyRoom, rememberRoom } from "../entry/stored.ts";
import { CreateForm } from "./create-form.tsx";
import { Created } from "./created.tsx";
import { Join } from "./join.tsx";
import { Picture } from "./picture.tsx";
import { YourRooms, useMyRooms } from "./your-rooms.tsx";
import "./home.css";

/** The start page: what Greenroom is, a new room, and the way back into those that there are. */
export function Home() {
  const [rooms, readRooms] = useMyRooms();
  const [made, setMade] = useState<{ readonly room: MyRoom; readonly kept: boolean }>();
  const [another, setAnother] = useState(false);
  const created = (room: MyRoom) => {
    setMade({ room, kept: rememberRoom(room) });
    setAnother(true);
    readRooms();
  };
  return (
    <div className="home">
      <header className="home__head">
        <a className="home__brand" href="/">
          <Mark size={32} />
          Greenroom
        </a>
        <ThemeSwitch compact />
      </header>
      <main className="home__main">
        <div className="home__intro">
          <h1 className="home__title">Rehearse the system-design interview before the real one</h1>
          <p className="home__text">
            One room with one clock: the candidate designs, the interviewer times and probes, and whoever wants to learn watches live. No account, just three links.
          </p>
        </div>
        <Picture />
        <div className="home__join">
          <Join />
        </div>
        <div className="card">
          {made === undefined ? <CreateForm onCreated={created} autoFocus={another} /> : <Created room={made.room} kept={made.kept} onAnother={() => setMade(undefined)} />}
        </div>
        <YourRooms rooms={rooms} onChange={readRooms} />
      </main>
      <footer className="home__foot">
        <p>Greenroom is free software, and the room speaks an open protocol.</p>
        <a href="/api/openapi.yaml">Build your own client</a>
      </footer>
    </div>
  );
}
