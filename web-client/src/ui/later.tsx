import { type ComponentType, type ReactElement, useEffect, useState } from "react";
import { Button } from "./controls.tsx";

/** A component whose script is loaded when it is shown for the first time, or before. */
export interface Later<P extends object> {
  (props: P): ReactElement | null;
  /** Loads it, so that it is there when it is shown, also without a connection. */
  readonly load: () => Promise<void>;
}

/** Shows nothing until the script is there; if it can't be had, says so and tries again, while the rest of the page goes on. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  let loaded: ComponentType<P> | undefined;
  const loading = async () => {
    loaded ??= await load();
  };
  function Shown(props: P) {
    const [state, setState] = useState<"loading" | "loaded" | "failed">(loaded === undefined ? "loading" : "loaded");
    useEffect(() => {
      if (state === "loading") loading().then(() => setState("loaded"), () => setState("failed"));
    }, [state]);
    if (loaded !== undefined) {
      const Loaded = loaded;
      return <Loaded {...props} />;
    }
    return state === "failed" ? (
      <div className="empty" role="alert">
        <p>This part of the page could not be loaded.</p>
        <Button small onPress={() => setState("loading")}>Try again</Button>
      </div>
    ) : null;
  }
  return Object.assign(Shown, { load: loading });
}
