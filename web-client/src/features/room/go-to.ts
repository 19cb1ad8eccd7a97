const attemptsAtMost = 300; // Frames: the place may have to be fetched and drawn first.
const margin = 12;
const shownMillis = 2000;

/** Brings what a selector finds in the workspace into sight, as soon as it is there, and gives it the focus: itself, its text field, or its first button. */
export function goTo(selector: string, attempts = attemptsAtMost): void {
  const found = document.querySelector<HTMLElement>(`.room__workspace ${selector}`);
  if (found === null) {
    if (attempts > 0) requestAnimationFrame(() => goTo(selector, attempts - 1));
    return;
  }
  const target = found.matches("[tabindex]") ? found : (found.querySelector("textarea") ?? found.querySelector("button"));
  target?.focus({ preventScroll: true });
  found.animate([{ outline: "2px solid var(--accent)" }, { outline: "2px solid transparent" }], { duration: shownMillis, easing: "ease-in" });
  const pane = found.closest(".pane__body");
  if (pane === null || pane === found) return;
  const [box, around] = [found.getBoundingClientRect(), pane.getBoundingClientRect()];
  // What is small comes to the middle, what is not begins at the top.
  pane.scrollBy({ top: box.top - around.top - Math.max(margin, (around.height - box.height) / 3) });
}
