import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/markdown";
import { Fragment, type ReactNode, memo, useMemo } from "react";

/** Markdown as people of the room wrote it, read by the parser that colours the notes. HTML in it is shown as text, and nothing is loaded from elsewhere. */
export const Markdown = memo(function Markdown({ text }: { readonly text: string }) {
  const shown = useMemo(() => inside(parser.parse(text).topNode, text), [text]);
  return <div className="prose">{shown}</div>;
});

/** What an element of Markdown is shown as; undefined for marks, which are not. */
function element(node: SyntaxNode, text: string): ReactNode {
  const source = text.slice(node.from, node.to);
  const content = () => inside(node, text);
  switch (node.name) {
    case "Paragraph":
      return <p>{content()}</p>;
    case "ATXHeading1":
    case "SetextHeading1":
    case "ATXHeading2":
    case "SetextHeading2":
      return <h3>{content()}</h3>;
    case "ATXHeading3":
    case "ATXHeading4":
    case "ATXHeading5":
    case "ATXHeading6":
      return <h4>{content()}</h4>;
    case "BulletList":
      return <ul>{content()}</ul>;
    case "OrderedList":
      return <ol start={Number.parseInt(source, 10) || 1}>{content()}</ol>;
    case "ListItem":
      return <li>{content()}</li>;
    case "Blockquote":
      return <blockquote>{content()}</blockquote>;
    case "Emphasis":
      return <em>{content()}</em>;
    case "StrongEmphasis":
      return <strong>{content()}</strong>;
    case "InlineCode":
      return <code>{content()}</code>;
    case "FencedCode":
    case "CodeBlock":
      return (
        <pre tabIndex={0}>
          <code>{node.getChildren("CodeText").map(({ from, to }) => text.slice(from, to))}</code>
        </pre>
      );
    case "HorizontalRule":
      return <hr />;
    case "HardBreak":
      return <br />;
    case "Link":
      return link(node, text);
    case "Autolink":
      return link(node, text, source.slice(1, -1));
    case "Image":
      return source.replace(/^!\[(.*?)\][\s\S]*$/, "$1");
    case "Escape":
      return source.slice(1);
    case "HeaderMark":
    case "ListMark":
    case "QuoteMark":
    case "EmphasisMark":
    case "CodeMark":
    case "LinkMark":
    case "LinkReference":
      return undefined;
    default:
      return source;
  }
}

// Only where a browser goes by pressing a link: no script, no data.
function link(node: SyntaxNode, text: string, label?: string): ReactNode {
  const url = node.getChild("URL");
  const href = url === null ? (label ?? "") : text.slice(url.from, url.to);
  const shown = label ?? inside(node, text, new Set(["URL", "LinkTitle", "LinkLabel"]));
  return /^(https?:|mailto:)/i.test(href) ? (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {shown}
    </a>
  ) : (
    <>{shown}</>
  );
}

function inside(node: SyntaxNode, text: string, left = new Set<string>()): ReactNode {
  const parts: ReactNode[] = [];
  let at = node.from;
  const between = (to: number) => {
    const gap = text.slice(at, to);
    if (gap.trim() !== "" || isInline(node)) parts.push(gap);
  };
  for (let child = node.firstChild; child; child = child.nextSibling) {
    between(child.from);
    at = child.to;
    if (!left.has(child.name)) parts.push(element(child, text));
  }
  between(node.to);
  return parts.map((part, i) => <Fragment key={i}>{part}</Fragment>);
}

function isInline({ name }: SyntaxNode): boolean {
  return !["Document", "BulletList", "OrderedList", "ListItem", "Blockquote"].includes(name);
}
