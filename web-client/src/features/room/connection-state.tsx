import { CloudAlert, CloudCheck, CloudOff, LoaderCircle } from "lucide-react";
import { useEffect, useState } from "react";
import { useRoom, useView } from "./context.tsx";

/** How the page stands with the server, at a glance. It keeps its width, so that nothing moves when it changes. */
export function ConnectionState() {
  const { role } = useRoom();
  const connection = useView((view) => view.connection);
  const unanswered = useView((view) => view.unanswered);
  const saved = useSettled(unanswered === 0);
  const waiting = useSecondsUntil(connection.status === "waiting" ? connection.until : undefined);
  const kept = unanswered === 0 ? "" : `, ${unanswered} ${unanswered === 1 ? "change" : "changes"} kept`;
  switch (connection.status) {
    case "live":
      if (connection.leaving) return <State tone="warning" icon="alert" text="The server restarts: a moment" />;
      if (role === "spectator") return <State tone="calm" icon="check" text="Live" />;
      return saved ? <State tone="calm" icon="check" text="All saved" /> : <State tone="calm" icon="busy" text="Saving …" />;
    case "connecting":
      return <State tone="calm" icon="busy" text={`Connecting …${kept}`} />;
    case "waiting":
      return connection.blocked ? (
        <State tone="warning" icon="off" text="The server answers, but lets no live connection through. Loading the page again may help." />
      ) : (
        <State tone="warning" icon="off" text={`Offline${kept}${waiting > 0 ? `, next try in ${waiting} s` : ", trying …"}`} />
      );
    case "over":
      return <State tone="warning" icon="off" text="Not connected" />;
  }
}

const icons = { check: CloudCheck, busy: LoaderCircle, alert: CloudAlert, off: CloudOff };

function State({ tone, icon, text }: { readonly tone: "calm" | "warning"; readonly icon: keyof typeof icons; readonly text: string }) {
  const Icon = icons[icon];
  return (
    <span className="connection" data-tone={tone} role="status">
      <Icon className={`icon${icon === "busy" ? " connection__busy" : ""}`} aria-hidden />
      <span className="connection__text">{text}</span>
    </span>
  );
}

const settledMillis = 500; // So that it does not flicker while one types.

/** Whether something holds, and has for a moment. */
function useSettled(holds: boolean): boolean {
  const [settled, setSettled] = useState(holds);
  useEffect(() => {
    if (!holds) return setSettled(false);
    const timer = setTimeout(() => setSettled(true), settledMillis);
    return () => clearTimeout(timer);
  }, [holds]);
  return holds && settled;
}

function useSecondsUntil(until: number | undefined): number {
  const left = () => (until === undefined ? 0 : Math.max(0, Math.ceil((until - performance.now()) / 1000)));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    setSeconds(left());
    if (until === undefined) return;
    const timer = setInterval(() => setSeconds(left()), 500);
    return () => clearInterval(timer);
  }, [until]);
  return seconds;
}
