import { useEffect, useState } from "react";
import type { HttpGuide } from "../../protocol/generated/types.ts";
import { api } from "../../net/api.ts";

let asked: Promise<HttpGuide> | undefined;

/** The guide, asked for once a page; again only after it could not be had. */
export function askGuide(): Promise<HttpGuide> {
  if (asked === undefined) {
    asked = api.guide();
    asked.catch(() => (asked = undefined));
  }
  return asked;
}

/** The guide; undefined until it is here, and for good where the server has none. */
export function useGuide(): HttpGuide | undefined {
  const [guide, setGuide] = useState<HttpGuide>();
  useEffect(() => {
    let gone = false;
    askGuide().then(
      (found) => gone || setGuide(found),
      () => undefined, // The page does without.
    );
    return () => {
      gone = true;
    };
  }, []);
  return guide;
}
