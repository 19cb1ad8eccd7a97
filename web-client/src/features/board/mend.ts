/**
 * Gives what Excalidraw shows the names and roles that it lacks for who does not see it, whenever it shows something new. Ends when the returned
 * function is called.
 */
export function mendsForReaders(place: HTMLElement): () => void {
  const mend = () => {
    for (const [selector, attribute, value] of mending) {
      for (const element of place.querySelectorAll(selector)) {
        if (value === undefined) element.removeAttribute(attribute);
        else if (element.getAttribute(attribute) !== value) element.setAttribute(attribute, value);
      }
    }
  };
  mend();
  const observer = new MutationObserver(mend);
  observer.observe(place, { subtree: true, childList: true, attributeFilter: ["aria-expanded", "aria-controls", "aria-label", "role"] });
  return () => observer.disconnect();
}

// Undefined takes the attribute away.
const mending: readonly (readonly [selector: string, attribute: string, value: string | undefined])[] = [
  [".excalidraw", "role", "application"],
  [".excalidraw", "aria-label", "Drawing. Escape leaves it."],
  [".main-menu-trigger", "aria-label", "Menu"],
  [".color-picker-container[role=dialog]", "aria-label", "Colours"],
  [".FontPicker__container", "aria-label", "Fonts"],
  // Its name is the percentage that is seen.
  [".reset-zoom-button[aria-label]", "aria-label", undefined],
  ["footer[role=contentinfo]", "role", "group"],
  // The button is in it.
  ...["aria-haspopup", "aria-expanded", "aria-controls"].map((attribute) => [`div[type=button][${attribute}]`, attribute, undefined] as const),
];
