import { type RefObject, useLayoutEffect } from "react";

/** Says in `data-more` of an element that scrolls sideways at which of its ends more of it is hidden: `start`, `end`, both, or neither. */
export function useScrollEdges(place: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const look = () => {
      const { scrollLeft, scrollWidth, clientWidth } = element;
      const ends = [...(scrollLeft > 1 ? ["start"] : []), ...(scrollLeft + clientWidth < scrollWidth - 1 ? ["end"] : [])];
      element.dataset["more"] = ends.join(" ");
    };
    const sizes = new ResizeObserver(look);
    const content = new MutationObserver(look);
    look();
    sizes.observe(element);
    content.observe(element, { childList: true, subtree: true, characterData: true });
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      sizes.disconnect();
      content.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, []);
}
