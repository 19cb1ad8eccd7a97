import { type RefObject, useLayoutEffect, useState } from "react";

/** At which end of the window's right edge something lies that must not cover the field in which the user types. */
export type Corner = "bottom" | "top";

/** Finds the corner anew whenever the focus moves. */
export function useClearCorner(place: RefObject<HTMLElement | null>, there: boolean): Corner {
  const [corner, setCorner] = useState<Corner>("bottom");
  useLayoutEffect(() => {
    if (!there) return;
    const look = () => {
      const field = document.activeElement;
      const box = place.current?.getBoundingClientRect();
      // A press on it moves the focus there: it stays under the pointer.
      if (box === undefined || place.current?.contains(field) === true) return;
      const covers = field?.matches("input, textarea, [contenteditable='true']") === true ? field.getBoundingClientRect() : undefined;
      setCorner(covers === undefined ? "bottom" : clearCorner(covers, box, innerHeight));
    };
    look();
    document.addEventListener("focusin", look);
    return () => document.removeEventListener("focusin", look);
  }, [place, there]);
  return corner;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The bottom, unless the field is there and not at the top as well. */
export function clearCorner(field: Box, box: Box, windowHeight: number): Corner {
  const height = box.bottom - box.top;
  const beside = field.right <= box.left;
  const atBottom = !beside && field.bottom > windowHeight - height - margin;
  const atTop = !beside && field.top < height + margin;
  return atBottom && !atTop ? "top" : "bottom";
}

const margin = 24;
