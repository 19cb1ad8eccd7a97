/** Keeps images and files from being pasted and dropped somewhere in an element; what else is pasted goes on. Ends when the returned function is called. */
export function refusesImages(place: HTMLElement, refused: () => void): () => void {
  const stop = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    refused();
  };
  const pasted = (event: ClipboardEvent) => {
    if (place.contains(document.activeElement) && hasImage(event.clipboardData)) stop(event);
  };
  const dropped = (event: DragEvent) => {
    if ((event.dataTransfer?.files.length ?? 0) > 0) stop(event);
  };
  document.addEventListener("paste", pasted, { capture: true });
  place.addEventListener("drop", dropped, { capture: true });
  return () => {
    document.removeEventListener("paste", pasted, { capture: true });
    place.removeEventListener("drop", dropped, { capture: true });
  };
}

// Also in a piece of a page, and as the text of a vector image.
function hasImage(data: DataTransfer | null): boolean {
  if (data === null) return false;
  return data.files.length > 0 || /<img\b/i.test(data.getData("text/html")) || /^\s*<svg\b/i.test(data.getData("text/plain"));
}
