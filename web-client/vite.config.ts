import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import locales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import { type Plugin, defineConfig } from "vite";
import { excalidraw } from "./scripts/excalidraw.ts";

export default defineConfig({
  plugins: [react(), { ...locales.vite({ locales: ["en-US"] }), enforce: "pre" }, excalidraw(), compressed()], // The page speaks English: its widgets need no other words.
  build: {
    outDir: "target/web",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0, // The Content-Security-Policy lets no font in that is a data: URL.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200, // Of the board's, which is loaded when the board is.
  },
  server: {
    // `npm run dev` beside a running server.
    proxy: { "/api": { target: "http://127.0.0.1:7070", ws: true } },
  },
});

/** Lays `x.br` and `x.gz` beside every file `x` that gets smaller, so that the server compresses nothing. */
function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    writeBundle({ dir }) {
      if (dir === undefined) return;
      for (const file of readdirSync(dir, { recursive: true, withFileTypes: true })) {
        if (!file.isFile() || !/\.(js|css|html|svg|json|txt)$/.test(file.name)) continue;
        const path = join(file.parentPath, file.name);
        const content = readFileSync(path);
        const variants = { br: brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }), gz: gzipSync(content, { level: 9 }) };
        for (const [extension, variant] of Object.entries(variants)) {
          if (variant.length < content.length) writeFileSync(`${path}.${extension}`, variant);
        }
      }
    },
  };
}
