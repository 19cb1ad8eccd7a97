let region: HTMLElement | undefined;

/** Says something to those who hear the page, once they are at rest. */
export function announce(text: string): void {
  if (region === undefined) {
    region = document.createElement("div");
    region.className = "visually-hidden";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  const line = document.createElement("p");
  line.textContent = text;
  region.replaceChildren(line);
}
