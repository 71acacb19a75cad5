import { EngineFault, type EngineSaid } from "../training/said.ts";
import { EngineLostError } from "./lost.ts";
import { isSoftwareRenderer, rendererOf } from "./renderer.ts";

/** A WebGL 2 context that no canvas on the page shows, and what tells whether it still works. */
export interface GraphicsContext {
  readonly gl: WebGL2RenderingContext;
  /** True once it is gone; nothing read from it since is to be trusted. */
  readonly lost: () => boolean;
  /** Says that the context is gone, where someone else noticed first. */
  readonly lose: (why: EngineSaid) => void;
  /** The value of a read, or EngineLostError: a lost context answers with zeros, or never. */
  readonly settled: <T>(read: Promise<T>) => Promise<T>;
}

/** Longest the first read may take, in milliseconds: a software renderer needs seconds for its first shaders. */
const firstMilliseconds = 20_000;
/** Later ones may take so long, or so many times the slowest so far; a software renderer shares its processor with all else that runs. */
const laterMilliseconds = { card: 5000, software: firstMilliseconds };
const laterTimes = 5;

/** Opens a context of its own: whoever owns it hears of its loss, and Safari's workers can have one. Throws an error that says so
 *  where the browser offers none. */
export function openGraphics(): GraphicsContext {
  const canvas = typeof OffscreenCanvas === "undefined" ? document.createElement("canvas") : new OffscreenCanvas(1, 1);
  const gl = canvas.getContext("webgl2", {
    alpha: false,
    antialias: false,
    depth: false,
    powerPreference: "high-performance",
    premultipliedAlpha: false,
    stencil: false,
  }) as WebGL2RenderingContext | null;
  if (!gl) throw new EngineFault({ id: "no-webgl2" });
  return { gl, ...watch(canvas, gl) };
}

/** Watches a context: neither its loss nor a lack of memory makes a draw fail. */
function watch(canvas: HTMLCanvasElement | OffscreenCanvas, gl: WebGL2RenderingContext) {
  let gone = false;
  let slowest = firstMilliseconds / laterTimes;
  let isFirst = true;
  const later = laterMilliseconds[isSoftwareRenderer(rendererOf(gl)) ? "software" : "card"];
  let tell: (error: EngineLostError) => void;
  const loss = new Promise<never>((_, reject) => {
    tell = reject;
  });
  loss.catch(() => {});
  const lose = (why: EngineSaid) => {
    gone = true;
    tell(new EngineLostError(why));
  };
  canvas.addEventListener("webglcontextlost", () => lose({ id: "context-taken" }));
  const lost = () => {
    for (let error = gl.getError(); !gone && error !== gl.NO_ERROR; error = gl.getError()) {
      if (error === gl.OUT_OF_MEMORY) lose({ id: "card-full" });
      if (error === gl.CONTEXT_LOST_WEBGL) lose({ id: "context-taken" });
    }
    if (!gone && gl.isContextLost()) lose({ id: "context-taken" });
    return gone;
  };
  return {
    lost,
    lose,
    async settled<T>(read: Promise<T>): Promise<T> {
      const limit = Math.max(later, laterTimes * slowest);
      const late = setTimeout(() => lose({ id: "card-silent", seconds: Math.round(limit / 1000) }), limit);
      const begun = performance.now();
      try {
        const value = await Promise.race([read, loss]);
        if (lost()) await loss;
        slowest = Math.max(isFirst ? 0 : slowest, performance.now() - begun);
        isFirst = false;
        return value;
      } finally {
        clearTimeout(late);
      }
    },
  };
}
