import { ArrowDown, ArrowUp, Check, Footprints, Plus, TriangleAlert, X } from "lucide-react";
import { Button as AriaButton } from "react-aria-components";
import { endpointTitle } from "../../session/words.ts";
import { announce } from "../../ui/announce.ts";
import { Button, IconButton } from "../../ui/controls.tsx";
import { useCommand, useMayWrite } from "../room/context.tsx";
import type { Node } from "./graph.ts";
import { type Route, type Walked, nudged } from "./walk.ts";

/** A walk that the user is about to make. */
export interface Draft {
  readonly endpoint: string;
  readonly elements: readonly string[];
}

export interface WalksPanelProps {
  readonly routes: readonly Route[];
  readonly nodes: readonly Node[];
  /** The endpoint whose walk is shown on the board. */
  readonly chosen: string | undefined;
  readonly onChoose: (endpoint: string | undefined) => void;
  readonly draft: Draft | undefined;
  readonly onDraft: (draft: Draft | undefined) => void;
  /** Takes a box into the walk, or out of it. */
  readonly onStep: (id: string) => void;
}

/** The endpoints, with the boxes that a request to each passes: shown on the board, and walked by pointing at the boxes or from a list of them. */
export function WalksPanel(props: WalksPanelProps) {
  const { routes, draft } = props;
  if (routes.length === 0) return <p className="quiet board__nothing">There are no endpoints yet to walk through the boxes.</p>;
  const drafted = routes.find(({ endpoint }) => endpoint.id === draft?.endpoint);
  if (draft !== undefined && drafted !== undefined) return <Drafting {...props} draft={draft} route={drafted} />;
  return (
    <ul className="walks" aria-label="Endpoints">
      {routes.map((route) => (
        <One key={route.endpoint.id} route={route} {...props} />
      ))}
    </ul>
  );
}

const states: Readonly<Record<Walked, { readonly name: string; readonly chip: string }>> = {
  none: { name: "not walked", chip: "" },
  whole: { name: "walked", chip: " chip--accent" },
  broken: { name: "broken", chip: " chip--warning" },
};

function One({ route: { endpoint, walk, stops, walked }, chosen, onChoose, onDraft }: WalksPanelProps & { readonly route: Route }) {
  const command = useCommand();
  const may = useMayWrite();
  const { id } = endpoint;
  const title = endpointTitle(endpoint.content);
  const gone = stops.filter((stop) => stop === undefined).length;
  return (
    <li className="walks__one" data-chosen={chosen === id}>
      <AriaButton className="walks__title" aria-expanded={chosen === id} onPress={() => onChoose(chosen === id ? undefined : id)}>
        <span className="walks__name">{title}</span>
        <span className={`chip${states[walked].chip}`}>
          {walked === "whole" && <Check className="icon" aria-hidden />}
          {walked === "broken" && <TriangleAlert className="icon" aria-hidden />}
          {states[walked].name}
        </span>
      </AriaButton>
      {chosen === id && (
        <div className="walks__more">
          {stops.length > 0 && (
            <ol className="walks__stops" aria-label={`Boxes of ${title}`}>
              {stops.map((stop, i) => (
                <li key={i}>{stop?.name ?? <em className="quiet">a box that is gone</em>}</li>
              ))}
            </ol>
          )}
          {gone > 0 && <p className="walks__hint">{gone === 1 ? "One of its boxes is" : `${gone} of its boxes are`} not on the board any more.</p>}
          {may && (
            <div className="walks__buttons">
              <Button small onPress={() => onDraft({ endpoint: id, elements: stops.flatMap((stop) => stop?.id ?? []) })}>
                <Footprints className="icon" aria-hidden /> {walk === undefined ? "Walk it" : "Walk it again"}
              </Button>
              {walk !== undefined && (
                <Button small look="quiet" onPress={() => command({ type: "walk.clear", id, rev: walk.rev })}>
                  Clear
                </Button>
              )}
            </div>
          )}
          {!may && stops.length === 0 && <p className="walks__hint">Nobody has walked it through the boxes yet.</p>}
        </div>
      )}
    </li>
  );
}

function Drafting({ route: { endpoint, walk }, nodes, draft, onDraft, onChoose, onStep }: WalksPanelProps & { readonly route: Route; readonly draft: Draft }) {
  const command = useCommand();
  const nameOf = new Map(nodes.map(({ id, name }) => [id, name]));
  const stops = draft.elements.filter((id) => nameOf.has(id));
  const others = nodes.filter(({ id }) => !stops.includes(id));
  const done = () => {
    command({ type: "walk.set", id: endpoint.id, rev: walk?.rev ?? 0, elements: stops });
    onChoose(endpoint.id);
    onDraft(undefined);
    announce(`Walked through ${stops.length} boxes`);
  };
  const move = (id: string, by: 1 | -1) => {
    const elements = nudged(stops, id, by);
    onDraft({ ...draft, elements });
    announce(`${nameOf.get(id)} is number ${elements.indexOf(id) + 1}`);
  };
  return (
    <div className="walks__draft" role="group" aria-label={`Walk ${endpointTitle(endpoint.content)}`}>
      <h2>{endpointTitle(endpoint.content)}</h2>
      <p className="walks__hint">Press the boxes that a request passes, in their order: on the board, or here.</p>
      <ol className="walks__steps" aria-label="Walk">
        {stops.map((id, i) => (
          <li key={id}>
            <span className="walks__name">{nameOf.get(id)}</span>
            <IconButton small label={`Earlier: ${nameOf.get(id)}`} isDisabled={i === 0} onPress={() => move(id, -1)}><ArrowUp className="icon" aria-hidden /></IconButton>
            <IconButton small label={`Later: ${nameOf.get(id)}`} isDisabled={i === stops.length - 1} onPress={() => move(id, 1)}><ArrowDown className="icon" aria-hidden /></IconButton>
            <IconButton small label={`Leave out: ${nameOf.get(id)}`} onPress={() => onStep(id)}><X className="icon" aria-hidden /></IconButton>
          </li>
        ))}
      </ol>
      <div className="walks__buttons">
        <Button small look="primary" isDisabled={stops.length === 0} onPress={done}>Done</Button>
        <Button small look="quiet" onPress={() => onDraft(undefined)}>Cancel</Button>
      </div>
      {others.length > 0 && (
        <ul className="walks__boxes" aria-label="Boxes">
          {others.map(({ id, name }) => (
            <li key={id}>
              <AriaButton className="walks__add" aria-label={`Add to the walk: ${name}`} onPress={() => onStep(id)}>
                <Plus className="icon" aria-hidden /> {name}
              </AriaButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
