import { isSoftwareRenderer, probeRenderer } from "../engine/renderer.ts";
import { isWasmOffered, whyNoWasm } from "../engine/wasm/kernels.ts";
import { createWasmEngine } from "../engine/wasm/wasmEngine.ts";
import { type BackendName, isOnCard } from "../setup/backends.ts";
import type { BackendChoice } from "../setup/setup.ts";
import type { Engine, Job } from "../training/engine.ts";
import type { BackendReport } from "./protocol.ts";

export interface Choice {
  readonly engine: Engine;
  readonly report: BackendReport;
  /** Steps per second on the processor, where the graphics card was measured against it. */
  readonly processorRate?: number;
}

/** Steps are timed in growing runs, after one that warms up (shaders, caches), until a run takes this long. */
const timedMilliseconds = 50;

/** Starts one engine, loading its code only now: tfjs is fetched by those who use it. */
export async function startEngine(name: BackendName, job: Job): Promise<Engine> {
  const engine = await create(name);
  engine.setHyperparameters(job.hyper);
  await engine.load(job.spec, job.data, job.checkpoint);
  return engine;
}

async function create(name: BackendName): Promise<Engine> {
  if (name === "wasm") return createWasmEngine();
  if (name === "webgl") return (await import("../engine/webgl/webglEngine.ts")).createWebglEngine();
  const { createTfjsEngine } = await import("../engine/tfjs/tfjsEngine.ts");
  return createTfjsEngine(name === "tfjs" ? "webgl" : "cpu");
}

/** Engines on the graphics card: own passes, and tfjs for a network or a card that these cannot do. */
async function startOnCard(job: Job): Promise<Engine> {
  try {
    return await startEngine("webgl", job);
  } catch {
    return startEngine("tfjs", job);
  }
}

/** Steps per second of this network on this machine; leaves the engine as it was. */
async function measure(engine: Engine, job: Job): Promise<number> {
  await engine.train([job.batch]);
  for (let steps = 1; ; steps *= 4) {
    const begun = performance.now();
    await engine.train(Array.from({ length: steps }, () => job.batch));
    const spent = performance.now() - begun;
    if (spent < timedMilliseconds && steps < 4096) continue;
    engine.restore(job.checkpoint);
    return (1000 * steps) / spent;
  }
}

const rounded = (rate: number) => Number(rate.toPrecision(2)).toLocaleString("en");
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** The engine on the processor: WebAssembly, or tfjs' JavaScript where that cannot run. */
export const processor = (): BackendName => (isWasmOffered() ? "wasm" : "cpu");

const titles: Readonly<Record<BackendName, string>> = {
  wasm: "WebAssembly",
  webgl: "WebGL",
  tfjs: "TensorFlow.js on WebGL",
  cpu: "plain JavaScript",
};

/** Starts the engine a choice asks for. "auto" trains small networks on the processor, image networks on the graphics card where
 *  there is one, unless it measures slower; a renderer in software counts as none. */
export async function chooseEngine(choice: BackendChoice, job: Job): Promise<Choice> {
  if (choice === "auto") return chooseByMeasure(job);
  try {
    const engine = await (choice === "webgl" ? startOnCard(job) : startEngine(choice, job));
    const { backend: name, device } = engine;
    const asked = name === choice ? "" : `; its own passes do not run here, so ${titles[name]} trains`;
    const software = isOnCard(name) && isSoftwareRenderer(device) ? "; here it is drawn in software" : "";
    const reason = `You chose ${titles[choice]}${asked}${software}.`;
    return { engine, report: { name, device, reason, fallback: name !== choice } };
  } catch (error) {
    const name = choice === "wasm" ? "cpu" : processor();
    if (name === choice) throw error;
    const engine = await startEngine(name, job);
    const reason = `${titles[choice]} is not to be had here (${messageOf(error)}), so ${titles[name]} trains.`;
    return { engine, report: { name, device: engine.device, reason, fallback: true } };
  }
}

async function chooseByMeasure(job: Job): Promise<Choice> {
  const name = processor();
  const engine = await startEngine(name, job);
  const rate = await measure(engine, job);
  const own = `${rounded(rate)} steps per second on ${titles[name]}`;
  const keep = (why: string): Choice => {
    const reason = whyNoWasm() ?? why;
    const sentence = `${reason[0].toUpperCase()}${reason.slice(1)}: ${own}.`;
    return { engine, report: { name, device: engine.device, reason: sentence, fallback: name === "cpu" } };
  };
  const [height, width] = job.spec.input;
  if (height * width === 1) return keep("A network this small is fastest on the processor");
  const renderer = probeRenderer();
  if (renderer === null) return keep("The browser offers no WebGL, so the processor trains");
  if (isSoftwareRenderer(renderer)) return keep("WebGL is drawn in software here, so the processor trains");
  try {
    const webgl = await startOnCard(job);
    const onCard = await measure(webgl, job);
    const figures = `${rounded(onCard)} steps per second on ${titles[webgl.backend]}, ${rounded(rate)} on ${titles[name]}`;
    if (onCard < rate) {
      webgl.dispose();
      return {
        engine,
        report: { name, device: engine.device, reason: `Measured faster here: ${figures}.`, fallback: false },
      };
    }
    engine.dispose();
    const report: BackendReport = {
      name: webgl.backend,
      device: webgl.device,
      reason: `${titles[webgl.backend]} runs on the graphics card: ${figures}.`,
      fallback: false,
    };
    return { engine: webgl, report, processorRate: rate };
  } catch (error) {
    return keep(`WebGL does not start here (${messageOf(error)}), so the processor trains`);
  }
}

/** The processor's engine at the job's checkpoint, if it is clearly faster right now than the graphics card that does `onCard`
 *  steps per second; else null, and nothing is left behind. */
export async function chooseFaster(job: Job, onCard: number): Promise<Choice | null> {
  const name = processor();
  const engine = await startEngine(name, job);
  const rate = await measure(engine, job);
  if (rate < 1.5 * onCard) {
    engine.dispose();
    return null;
  }
  const reason =
    `WebGL slowed down to ${rounded(onCard)} steps per second, ${titles[name]} does ${rounded(rate)}: ` +
    `it trains on from step ${job.checkpoint.step.toLocaleString("en")}.`;
  return { engine, report: { name, device: engine.device, reason, fallback: false } };
}
