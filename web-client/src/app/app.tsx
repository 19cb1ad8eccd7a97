import { Suspense, lazy, useEffect, useState } from "react";
import { Failure } from "./failure.tsx";

const Home = lazy(() => import("../features/home/home.tsx").then(({ Home }) => ({ default: Home })));
const Entry = lazy(() => import("../features/entry/entry.tsx").then(({ Entry }) => ({ default: Entry })));

const roomPath = /^\/rooms\/([a-z2-7]{16})$/;

/** Which page an address is of. The token stands in the fragment, which no server ever gets (HT5). */
export function App() {
  const address = useAddress();
  const [, room] = roomPath.exec(address.path) ?? [];
  return (
    <Failure>
      <Suspense fallback={null}>
        {room === undefined ? <Home /> : <Entry key={`${room}#${address.token}`} room={room} token={address.token} />}
      </Suspense>
    </Failure>
  );
}

function useAddress(): { readonly path: string; readonly token: string } {
  const [address, setAddress] = useState(read);
  useEffect(() => {
    const changed = () => setAddress(read());
    addEventListener("hashchange", changed);
    addEventListener("popstate", changed);
    return () => {
      removeEventListener("hashchange", changed);
      removeEventListener("popstate", changed);
    };
  }, []);
  return address;
}

function read() {
  return { path: location.pathname, token: location.hash.slice(1) };
}
