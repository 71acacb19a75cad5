import { basename } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type HtmlTagDescriptor, type Plugin } from "vite";
import { assemblyScript } from "./scripts/assemblyscript.ts";
import { downloadOrigins } from "./src/data/named/named.ts";

/** The page loads nothing from elsewhere but data sets that somebody asks for, and evaluates no text as code; data: serves the little pictures in the styles. */
const policy = [
  "default-src 'none'",
  // The engine's WebAssembly; it needs no other evaluation.
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  // What people may ask to download, after they were asked.
  `connect-src 'self' ${downloadOrigins.join(" ")}`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Head of the built page: the content security policy, and its fonts fetched before the styles ask for them. The dev server
 *  needs inline scripts and goes without. */
function head(): Plugin {
  return {
    name: "head",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle }) {
        const fonts = Object.keys(bundle ?? {}).filter((file) => file.endsWith(".woff2"));
        return [
          {
            tag: "meta",
            attrs: { "http-equiv": "Content-Security-Policy", content: policy },
            injectTo: "head-prepend",
          },
          ...fonts.map(
            (file): HtmlTagDescriptor => ({
              tag: "link",
              attrs: { rel: "preload", as: "font", type: "font/woff2", href: `./${file}`, crossorigin: true },
              injectTo: "head",
            }),
          ),
        ];
      },
    },
  };
}

/** What has its content in its name is not asked for again: served as by hosts of static files. */
function keptAssets(): Plugin {
  return {
    name: "kept-assets",
    configurePreviewServer({ middlewares }) {
      middlewares.use("/assets", (_, response, next) => {
        response.setHeader("Cache-Control", "max-age=31536000, immutable");
        next();
      });
    },
  };
}

export default defineConfig({
  // Relative addresses: the build runs from any folder of any static host.
  base: "./",
  plugins: [react(), head(), keptAssets(), assemblyScript()],
  // Messages.module.css, .message: “Messages-message”.
  css: { modules: { generateScopedName: (name, file) => `${basename(file.split("?")[0], ".module.css")}-${name}` } },
  worker: { format: "es", plugins: () => [assemblyScript()] },
  // The workers' packages too are prepared before the first page asks for them; else the dev server reloads it.
  optimizeDeps: { entries: ["index.html", "src/worker/worker.ts", "src/data/files/reader.ts"] },
  build: { target: "es2023", modulePreload: { polyfill: false } },
});
