// Serves the build, with a script that collects complaints, and a page that shows it in a frame of any size.
import { readFileSync } from "node:fs";
import { preview } from "vite";

const watch = `window.complaints = [];
const complain = (...what) => window.complaints.push(what.map(String).join(" "));
addEventListener("error", (event) => complain("uncaught:", event.message));
addEventListener("unhandledrejection", (event) => complain("rejection:", event.reason));
for (const level of ["error", "warn"]) console[level] = (...what) => complain(level + ":", ...what);`;

const frame = `<!doctype html><meta charset="utf-8"><style>body { margin: 0 } iframe { border: 0 }</style><script>
const { searchParams } = new URL(location);
const frame = document.createElement("iframe");
Object.assign(frame, { width: searchParams.get("width"), height: searchParams.get("height"), src: "./" + location.hash });
addEventListener("DOMContentLoaded", () => document.body.append(frame));
</script><body>`;

const pages = {
  "/": () => readFileSync("dist/index.html", "utf8").replace("<script", '<script src="./watch.js"></script><script'),
  "/watch.js": () => watch,
  "/frame.html": () => frame,
};

/** Address of the page, and how to close it. */
export async function serve() {
  const extra = {
    name: "watched",
    configurePreviewServer: ({ middlewares }) => {
      middlewares.use(({ url }, response, next) => {
        const page = pages[url.split("?")[0]];
        if (!page) return next();
        response.setHeader("content-type", url.endsWith(".js") ? "text/javascript" : "text/html");
        response.end(page());
      });
    },
  };
  const server = await preview({ preview: { port: 4316 }, plugins: [extra], logLevel: "error" });
  return { address: server.resolvedUrls.local[0], close: () => server.close() };
}
