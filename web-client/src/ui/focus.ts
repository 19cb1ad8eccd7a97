import { type RefObject, useLayoutEffect, useState } from "react";

/** Once the component goes, with the focus in it: gives the focus back to what had it when the component came. */
export function useReturnFocus(place: RefObject<HTMLElement | null>): void {
  const [before] = useState(() => document.activeElement);
  useOnLeave(place, () => before);
}

/** Once a row of a list goes, with the focus in it: the row beside it has the focus. */
export function useHandOnFocus(row: RefObject<HTMLElement | null>): void {
  useOnLeave(row, (element) => (element.nextElementSibling ?? element.previousElementSibling)?.querySelector("button, textarea"));
}

/** Once the component goes, with the focus in it: what comes in its place, as far as the selector finds it there, has the focus. */
export function useFocusInPlace(place: RefObject<HTMLElement | null>, selector: string): void {
  useLayoutEffect(() => {
    const element = place.current;
    const around = element?.parentElement;
    return () => {
      if (element?.contains(document.activeElement) !== true) return;
      queueMicrotask(() => {
        if (!element.isConnected) around?.querySelector<HTMLElement>(selector)?.focus();
      });
    };
  }, []);
}

/** Runs what an action of a menu does when the menu has gone and its button has the focus again. */
export function afterMenu(action: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(action));
}

function useOnLeave(place: RefObject<HTMLElement | null>, next: (element: HTMLElement) => Element | null | undefined): void {
  useLayoutEffect(() => {
    const element = place.current;
    return () => {
      if (element?.contains(document.activeElement) !== true) return;
      const found = next(element);
      queueMicrotask(() => {
        if (!element.isConnected && found instanceof HTMLElement) found.focus();
      });
    };
  }, []);
}
