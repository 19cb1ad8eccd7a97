import { type Edge, type Graph, type Node } from "./graph.ts";

/** The board in words: its components and how they are connected. */
export function AsText({ graph }: { readonly graph: Graph }) {
  const { nodes, edges, texts } = graph;
  if (nodes.length + edges.length + texts.length === 0) return <p className="quiet board__nothing">Nothing is drawn yet.</p>;
  return (
    <div className="as-text">
      <Part title="Components" lines={nodes.map(nodeLine)} />
      <Part title="Connections" lines={edges.map(edgeLine)} />
      <Part title="Texts" lines={texts} />
    </div>
  );
}

function Part({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {lines.map((line, i) => (
          <li key={i}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

function nodeLine({ name, component }: Node): string {
  return component === undefined || name.startsWith(component) ? name : `${name} (${component})`;
}

function edgeLine({ from = "nothing", to = "nothing", direction, label }: Edge): string {
  const how = direction === "one-way" ? "→" : direction === "both-ways" ? "↔" : "–";
  return `${from} ${how} ${to}${label === undefined ? "" : `: ${label}`}`;
}
