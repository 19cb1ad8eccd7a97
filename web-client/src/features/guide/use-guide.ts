import { useEffect, useState } from "react";
import type { HttpGuide } from "../../protocol/generated/types.ts";
import { api } from "../../net/api.ts";

let asked: Promise<HttpGuide> | undefined;

/** The guide, asked for once a page; undefined until it is here, and for good where the server has none. */
export function useGuide(): HttpGuide | undefined {
  const [guide, setGuide] = useState<HttpGuide>();
  useEffect(() => {
    let gone = false;
    asked ??= api.guide();
    asked.then(
      (found) => gone || setGuide(found),
      () => (asked = undefined), // Whoever needs it next asks again.
    );
    return () => {
      gone = true;
    };
  }, []);
  return guide;
}
