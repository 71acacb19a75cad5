import {
  enableProdMode,
  env,
  getBackend,
  ready,
  registerBackend,
  removeBackend,
  setBackend,
} from "@tensorflow/tfjs-core";
import { EngineFault } from "../../training/said.ts";
import { openGraphics } from "../graphics.ts";
import { EngineLostError } from "../lost.ts";
import { rendererOf } from "../renderer.ts";

/** As tfjs calls them. */
export type TfjsBackendName = "webgl" | "cpu";

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
  if (!accepted || getBackend() !== name) throw new EngineFault({ id: "tfjs-refused", backend: name });
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
  const graphics = openGraphics();
  const { gl } = graphics;
  // A context of our own: tfjs makes none in Safari's workers, and would not tell of its loss.
  setWebGLContext(2, gl);
  if (running) {
    removeBackend("webgl");
    registerBackend("webgl", () => new MathBackendWebGL());
  }
  await activate("webgl");
  if (!env().getBool("WEBGL_RENDER_FLOAT32_CAPABLE")) throw new EngineFault({ id: "half-floats" });
  env().set("WEBGL_DELETE_TEXTURE_THRESHOLD", textureBytes);
  running = {
    name: "webgl",
    device: rendererOf(gl),
    lost: graphics.lost,
    settled: graphics.settled,
    use() {
      if (graphics.lost()) throw new EngineLostError({ id: "context-lost" });
      switchTo("webgl");
    },
  };
  return running;
}
