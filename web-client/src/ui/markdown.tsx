import { memo } from "react";
import ReactMarkdown from "react-markdown";

/** Markdown as people of the room wrote it. HTML in it is shown as text, and nothing is loaded from elsewhere. */
export const Markdown = memo(function Markdown({ text }: { readonly text: string }) {
  return (
    <div className="prose">
      <ReactMarkdown disallowedElements={["img"]} unwrapDisallowed components={{ a: ({ href, children }) => <a href={href} target="_blank" rel="noreferrer noopener">{children}</a> }}>
        {text}
      </ReactMarkdown>
    </div>
  );
});
