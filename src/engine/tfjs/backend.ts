import {
  enableProdMode,
  env,
  getBackend,
  ready,
  registerBackend,
  removeBackend,
  setBackend,
} from "@tensorflow/tfjs-core";
import type { BackendName } from "../api.ts";
import { EngineLostError } from "../lost.ts";
import { rendererOf } from "../renderer.ts";

export type TfjsBackendName = Exclude<BackendName, "wasm">;

/** A started backend and what tells whether it still works. */
export interface Backend {
  readonly name: TfjsBackendName;
  /** Human-readable device: the WebGL renderer, or "JavaScript". */
  readonly device: string;
  lost(): boolean;
  /** Makes this backend the one that tfjs runs, for engines of both kinds can be alive at once; throws EngineLostError. */
  use(): void;
  /** The value of a read, or EngineLostError: on a lost context tfjs would wait for ever. */
  settled<T>(read: Promise<T>): Promise<T>;
}

/** Longest a read may take; a software renderer needs seconds for its first shaders. */
const readMilliseconds = 60_000;

/** Textures kept for reuse beyond this many bytes are freed; tfjs by itself never frees any. */
const textureBytes = 512 * 2 ** 20;

/** Starts a backend of tfjs, loading only that one; throws an error that says why it cannot run. */
export async function startBackend(name: TfjsBackendName): Promise<Backend> {
  // Without checks for debugging, and without advice for Node on the console.
  enableProdMode();
  if (name === "webgl") return startWebgl();
  await import("@tensorflow/tfjs-backend-cpu");
  await activate("cpu");
  return { name, device: "JavaScript", lost: () => false, use: () => switchTo("cpu"), settled: (read) => read };
}

// setBackend answers false and leaves another backend active where the one asked for cannot start.
async function activate(name: TfjsBackendName): Promise<void> {
  const accepted = await setBackend(name);
  if (accepted) await ready();
  if (!accepted || getBackend() !== name)
    throw new Error(`The tfjs backend "${name}" does not start here; choose another one.`);
}

// Setting a backend that is initialised already takes effect at once, before the promise settles.
function switchTo(name: TfjsBackendName): void {
  if (getBackend() !== name) void setBackend(name);
}

let running: Backend | undefined;

async function startWebgl(): Promise<Backend> {
  const { MathBackendWebGL, setWebGLContext } = await import("./webgl.ts");
  if (running && !running.lost()) {
    running.use();
    return running;
  }
  const canvas = typeof OffscreenCanvas === "undefined" ? document.createElement("canvas") : new OffscreenCanvas(1, 1);
  const gl = canvas.getContext("webgl2", {
    alpha: false,
    antialias: false,
    depth: false,
    premultipliedAlpha: false,
    stencil: false,
  }) as WebGL2RenderingContext | null;
  if (!gl) throw new Error("the browser offers no WebGL 2");
  // With a context of our own we hear of its loss, and Safari's workers, where tfjs makes none, can have one.
  setWebGLContext(2, gl);
  if (running) {
    removeBackend("webgl");
    registerBackend("webgl", () => new MathBackendWebGL());
  }
  await activate("webgl");
  if (!env().getBool("WEBGL_RENDER_FLOAT32_CAPABLE"))
    throw new Error("the graphics card draws 16-bit floats only, too coarse to train with");
  env().set("WEBGL_DELETE_TEXTURE_THRESHOLD", textureBytes);
  running = { name: "webgl", device: rendererOf(gl), ...watch(canvas, gl) };
  return running;
}

/** Watches a context: neither its loss nor a lack of memory makes tfjs fail, it goes on with zeros. */
function watch(canvas: HTMLCanvasElement | OffscreenCanvas, gl: WebGL2RenderingContext) {
  let gone = false;
  let tell: (error: EngineLostError) => void;
  const loss = new Promise<never>((_, reject) => {
    tell = reject;
  });
  loss.catch(() => {});
  const lose = (why: string) => {
    gone = true;
    tell(new EngineLostError(why));
  };
  canvas.addEventListener("webglcontextlost", () => lose("The browser took the WebGL context away."));
  const lost = () => {
    for (let error = gl.getError(); !gone && error !== gl.NO_ERROR; error = gl.getError()) {
      if (error === gl.OUT_OF_MEMORY) lose("The graphics card ran out of memory.");
      if (error === gl.CONTEXT_LOST_WEBGL) lose("The browser took the WebGL context away.");
    }
    if (!gone && gl.isContextLost()) lose("The browser took the WebGL context away.");
    return gone;
  };
  return {
    lost,
    use() {
      if (lost()) throw new EngineLostError("The WebGL context of this engine is lost; start a new engine.");
      switchTo("webgl");
    },
    async settled<T>(read: Promise<T>): Promise<T> {
      const late = setTimeout(() => lose(`WebGL gave no answer for ${readMilliseconds / 1000} s.`), readMilliseconds);
      try {
        const value = await Promise.race([read, loss]);
        if (lost()) await loss;
        return value;
      } finally {
        clearTimeout(late);
      }
    },
  };
}
