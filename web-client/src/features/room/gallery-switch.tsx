import { Switch } from "../../ui/controls.tsx";
import { roomOf, useCommand, useView } from "./context.tsx";

/** Lets spectators in or keeps them out (RM11); in every state of the interview. */
export function GallerySwitch() {
  const command = useCommand();
  const isOpen = useView((view) => roomOf(view)?.spectators ?? false);
  const watching = useView((view) => view.presence?.spectators ?? 0);
  return (
    <div className="part__choice">
      <Switch value={isOpen} onChange={(opens) => command({ type: opens ? "gallery.open" : "gallery.close" })}>Spectators may watch</Switch>
      <p className="field__hint">{isOpen ? `${watching === 0 ? "Nobody watches" : watching === 1 ? "One person watches" : `${watching} people watch`} just now.` : "The gallery is closed: the spectator link opens nothing."}</p>
    </div>
  );
}
