import type { NetworkSpec } from "../network/network.ts";
import type { BackendChoice } from "../setup/setup.ts";
import type { BackendName, Checkpoint, Engine, Hyperparameters, TrainingData } from "./api.ts";
import type { BackendReport } from "./protocol.ts";
import { createTfjsEngine, isSoftwareRenderer } from "./tfjs/tfjsEngine.ts";

interface Job {
  readonly spec: NetworkSpec;
  readonly data: TrainingData;
  readonly checkpoint: Checkpoint;
  readonly hyper: Hyperparameters;
  readonly batch: Uint32Array;
}

/** Steps are timed in growing runs, after one that warms up (shaders, caches), until a run takes this long. */
const timedMilliseconds = 50;

async function start(name: BackendName, job: Job): Promise<Engine> {
  const engine = await createTfjsEngine(name);
  engine.setHyperparameters(job.hyper);
  await engine.load(job.spec, job.data, job.checkpoint);
  return engine;
}

/** Steps per second of this network on this machine; leaves the engine as it was. */
async function measure(engine: Engine, job: Job): Promise<number> {
  await engine.train([job.batch]);
  for (let steps = 2; ; steps *= 4) {
    const begun = performance.now();
    await engine.train(Array.from({ length: steps }, () => job.batch));
    const spent = performance.now() - begun;
    if (spent < timedMilliseconds) continue;
    engine.restore(job.checkpoint);
    return (1000 * steps) / spent;
  }
}

const rounded = (rate: number) => Number(rate.toPrecision(2)).toLocaleString("en");

/** Starts the engine a choice asks for; "auto" takes WebGL unless it is missing, or is drawn in software and measures slower. */
export async function chooseEngine(
  choice: BackendChoice,
  job: Job,
): Promise<{ engine: Engine; report: BackendReport }> {
  if (choice === "cpu") {
    const engine = await start("cpu", job);
    return { engine, report: { name: "cpu", device: engine.device, reason: "You chose the CPU.", fallback: false } };
  }
  let webgl: Engine;
  try {
    webgl = await start("webgl", job);
  } catch (error) {
    const engine = await start("cpu", job);
    const why = error instanceof Error ? error.message : String(error);
    const reason = `WebGL is not to be had here (${why}), so the CPU trains.`;
    return { engine, report: { name: "cpu", device: engine.device, reason, fallback: true } };
  }
  const software = isSoftwareRenderer(webgl.device);
  if (choice === "webgl") {
    const reason = `You chose WebGL${software ? "; here it is drawn in software" : ""}.`;
    return { engine: webgl, report: { name: "webgl", device: webgl.device, reason, fallback: false } };
  }
  if (!software)
    return {
      engine: webgl,
      report: { name: "webgl", device: webgl.device, reason: "WebGL runs on the graphics card.", fallback: false },
    };
  const onWebgl = await measure(webgl, job);
  const device = webgl.device;
  const cpu = await start("cpu", job);
  const onCpu = await measure(cpu, job);
  const figures = `${rounded(onWebgl)} steps per second on WebGL, ${rounded(onCpu)} on the CPU`;
  if (onCpu > onWebgl) {
    webgl.dispose();
    const reason = `WebGL is drawn in software here and measures slower for this network (${figures}), so the CPU trains.`;
    return { engine: cpu, report: { name: "cpu", device: cpu.device, reason, fallback: true } };
  }
  cpu.dispose();
  const reason = `WebGL is drawn in software here, yet measures faster for this network: ${figures}.`;
  return { engine: webgl, report: { name: "webgl", device, reason, fallback: false } };
}
