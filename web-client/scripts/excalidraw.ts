import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

const main = createRequire(import.meta.url).resolve("@excalidraw/excalidraw"); // dist/prod/index.js
const folder = dirname(main);
const { version } = JSON.parse(readFileSync(join(folder, "../../package.json"), "utf8")) as { version: string };

/** Where the browser finds Excalidraw's fonts. Below /assets/ for ever: another version has another path. */
const assets = `/assets/excalidraw-${version}/`;

// Xiaolai draws Chinese, Japanese and Korean by hand; it would make the jar 13 MB larger. The system's own fonts stand in for it.
const leftOut = "Xiaolai";

/**
 * Takes what the board needs of Excalidraw and no more: its fonts from our own origin and from no other, English alone, and neither Mermaid, nor
 * the font of a user interface that has ours, nor what makes the fonts in exported SVGs smaller, which evaluates strings and so is forbidden by
 * the Content-Security-Policy. `import.meta.env.EXCALIDRAW_ASSETS` is where the fonts are.
 */
export function excalidraw(): Plugin {
  const ofExcalidraw = (id: string | undefined) => id !== undefined && id.startsWith(folder);
  return {
    name: "excalidraw",
    enforce: "pre",
    config: () => ({ define: { "import.meta.env.EXCALIDRAW_ASSETS": JSON.stringify(assets) } }),
    resolveId: {
      filter: { id: /^(@excalidraw\/mermaid-to-excalidraw|\.\/subset-.*|\.\/locales\/(?!en-|percentages-).*)$/ },
      handler(source, importer) {
        if (!ofExcalidraw(importer)) return undefined;
        return source in instead ? `\0${source}` : join(folder, "locales", fileIn("locales", /^en-/));
      },
    },
    load: { filter: { id: /^\0(@excalidraw|\.\/subset-)/ }, handler: (id) => instead[id.slice(1)] },
    transform: {
      filter: { id: /@excalidraw\/excalidraw\/dist\/prod\// },
      handler(code, id) {
        if (id.includes("index.css")) return code.replace(/@font-face\{[^}]*Assistant[^}]*\}/g, "");
        if (!code.includes("esm.sh")) return undefined;
        const ownOrigin = replaced(code, /`https:\/\/esm\.sh\/.*?\/dist\/prod\/`/g, `new URL("${assets}", location.href).href`);
        const noWorkers = replaced(ownOrigin, /typeof Worker<"u"/g, "false");
        return replaced(noWorkers, new RegExp(`"\\./fonts/${leftOut}/[^"]+"`, "g"), '"local:"');
      },
    },
    generateBundle() {
      for (const font of fonts()) this.emitFile({ type: "asset", fileName: assets.slice(1) + font, source: readFileSync(join(folder, font)) });
    },
    configureServer(server) {
      server.middlewares.use(assets, (request, response, next) => {
        const font = request.url?.slice(1) ?? "";
        if (!fonts().includes(font)) return next();
        response.setHeader("content-type", "font/woff2");
        response.end(readFileSync(join(folder, font)));
      });
    },
  };
}

/** What stands in for modules that are left out. */
const instead: Readonly<Record<string, string>> = {
  "@excalidraw/mermaid-to-excalidraw": 'export const parseMermaidToExcalidraw = () => Promise.reject(new Error("The board takes no Mermaid."));',
  "./subset-worker.chunk.js": "export const WorkerUrl = undefined;",
  "./subset-shared.chunk.js": `
    export const Commands = {};
    export const toBase64 = async (font) => "data:font/woff2;base64," + btoa(Array.from(new Uint8Array(font), (byte) => String.fromCharCode(byte)).join(""));
    export const subsetToBase64 = toBase64;
    export const subsetToBinary = async (font) => font;`,
};

/** The files of the fonts that may be drawn with, by their paths below `assets`. Assistant is for Excalidraw's user interface. */
function fonts(): string[] {
  const families = readdirSync(join(folder, "fonts")).filter((family) => family !== leftOut && family !== "Assistant");
  return families.flatMap((family) => readdirSync(join(folder, "fonts", family)).map((file) => `fonts/${family}/${file}`));
}

function fileIn(part: string, name: RegExp): string {
  const file = readdirSync(join(folder, part)).find((candidate) => name.test(candidate));
  if (file === undefined) throw new Error(`${part}: no ${name} (expected: one, as in Excalidraw 0.18)`);
  return file;
}

function replaced(code: string, pattern: RegExp, by: string): string {
  if (!pattern.test(code)) throw new Error(`Excalidraw ${version}: no ${pattern} (expected: what is to be kept from other origins)`);
  return code.replace(pattern, by);
}
