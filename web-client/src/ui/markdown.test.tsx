import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Markdown } from "./markdown.tsx";

const html = (text: string) => renderToStaticMarkup(<Markdown text={text} />).replace(/^<div class="prose">|<\/div>$/g, "");

describe("Markdown", () => {
  it.each([
    ["one\ntwo", "<p>one\ntwo</p>"],
    ["# Title", "<h3> Title</h3>"],
    ["- a\n- **b**", "<ul><li><p>a</p></li><li><p><strong>b</strong></p></li></ul>"],
    ["2. a\n3. b", '<ol start="2"><li><p>a</p></li><li><p>b</p></li></ol>'],
    ["*a* and `b < c`", "<p><em>a</em> and <code>b &lt; c</code></p>"],
    ["```\nx\n```", '<pre tabindex="0"><code>x</code></pre>'],
    ["[a](https://x.example/y)", '<p><a href="https://x.example/y" target="_blank" rel="noreferrer noopener">a</a></p>'],
    ["> said", "<blockquote><p>said</p></blockquote>"],
    ["2 \\* 3", "<p>2 * 3</p>"],
  ])("%j", (text, expected) => expect(html(text)).toBe(expected));

  it("runs nothing and loads nothing", () => {
    expect(html("[a](javascript:alert(1)) <img src=x onerror=alert(1)> ![pic](https://x.example/p.png)")).toBe(
      "<p>a &lt;img src=x onerror=alert(1)&gt; pic</p>",
    );
  });
});
