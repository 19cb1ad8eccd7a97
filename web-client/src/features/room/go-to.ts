const attemptsAtMost = 300; // Frames: the place may have to be fetched and drawn first.

/** Brings what a selector finds in the workspace into sight, as soon as it is there, and gives it the focus: its text field, itself, or its first button. */
export function goTo(selector: string, attempts = attemptsAtMost): void {
  const found = document.querySelector<HTMLElement>(`.room__workspace ${selector}`);
  if (found === null) {
    if (attempts > 0) requestAnimationFrame(() => goTo(selector, attempts - 1));
    return;
  }
  const target = found.matches("[tabindex]") ? found : (found.querySelector("textarea") ?? found.querySelector("button"));
  target?.focus({ preventScroll: true });
  found.scrollIntoView({ block: "nearest" });
}
