import type { RoomId } from "../protocol/generated/types.ts";
import { Refused, api } from "./api.ts";
import type { Surroundings } from "./connection.ts";
import type { WatchSurroundings } from "./watch.ts";

const monotonic = () => performance.now();

function after(millis: number, run: () => void): () => void {
  const timer = setTimeout(run, millis);
  return () => clearTimeout(timer);
}

/** What a connection needs, as a browser has it. */
export function browserSurroundings(room: RoomId, token: string): Surroundings {
  return {
    open(listener) {
      const url = new URL(`/api/rooms/${room}/live`, location.href);
      url.protocol = url.protocol.replace("http", "ws");
      const socket = new WebSocket(url, ["greenroom.v1"]);
      socket.onopen = () => listener.opened();
      socket.onmessage = ({ data }) => listener.message(String(data));
      socket.onclose = ({ code }) => listener.closed(code);
      return { send: (text) => socket.send(text), close: () => socket.close() };
    },
    fetchState: (path) => api.state(path, token),
    now: monotonic,
    random: Math.random,
    after,
  };
}

/** What watching needs, as a browser has it. */
export function browserWatchSurroundings(room: RoomId, token: string): WatchSurroundings {
  return {
    open(since, listener) {
      let source: EventSource | undefined;
      let given = false;
      api.openStream(room, token).then(
        ({ url }) => {
          if (given) return;
          source = new EventSource(since === undefined ? url : `${url}?since=${encodeURIComponent(since)}`);
          source.onmessage = ({ data }) => listener.message(String(data));
          source.onerror = () => (source?.readyState === EventSource.CLOSED ? listener.gaveUp() : listener.interrupted());
        },
        () => listener.gaveUp(),
      );
      return {
        close() {
          given = true;
          source?.close();
        },
      };
    },
    fetchState: (path) => api.state(path, token),
    async ask() {
      try {
        await api.room(room, token);
        return undefined;
      } catch (problem) {
        if (problem instanceof Refused) return problem.problem;
        throw problem;
      }
    },
    random: Math.random,
    after,
  };
}

/** Calls back when the machine may have slept, the page was hidden for long, or the network came back (CK4). Ends with what it returns. */
export function onWake(woke: () => void): () => void {
  let wall = Date.now() - performance.now();
  const timer = setInterval(() => {
    const now = Date.now() - performance.now();
    const slept = Math.abs(now - wall) > 1000; // The monotonic clock may stand still meanwhile.
    wall = now;
    if (slept) woke();
  }, 2000);
  const shown = () => document.visibilityState === "visible" && woke();
  document.addEventListener("visibilitychange", shown);
  addEventListener("online", woke);
  addEventListener("pageshow", woke);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", shown);
    removeEventListener("online", woke);
    removeEventListener("pageshow", woke);
  };
}
