import { engines } from "../engine/registry.ts";
import { isSoftwareRenderer } from "../engine/renderer.ts";
import { type BackendName, backends, backendsOn, isOnCard, onProcessor } from "../setup/backends.ts";
import type { BackendChoice } from "../setup/setup.ts";
import type { Engine, Job } from "../training/engine.ts";
import { type Said, saidOf } from "./protocol/said.ts";
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
  const engine = await engines[name].start();
  engine.setHyperparameters(job.hyper);
  await engine.load(job.spec, job.data, job.checkpoint);
  return engine;
}

/** Starts the first of some engines that can do the job, and says why those before it cannot; throws what the first of all threw where
 *  none can. */
async function startFirst(names: readonly BackendName[], job: Job): Promise<{ engine: Engine; why: Said | null }> {
  const failures: unknown[] = [];
  for (const name of names)
    try {
      const engine = await startEngine(name, job);
      return { engine, why: failures.length > 0 ? saidOf(failures[0]) : null };
    } catch (error) {
      failures.push(error);
    }
  throw failures[0];
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

/** The engine on the processor: WebAssembly, or tfjs' JavaScript where that cannot run. */
export function processor(): BackendName {
  const names = backendsOn("processor");
  return names.find((name) => engines[name].whyNot() === null) ?? onProcessor;
}

/** Starts the engine a choice asks for. "auto" trains small networks on the processor, image networks on the graphics card where
 *  there is one, unless it measures slower; a renderer in software counts as none. */
export async function chooseEngine(choice: BackendChoice, job: Job): Promise<Choice> {
  if (choice === "auto") return chooseByMeasure(job);
  const alike = backendsOn(backends[choice].place);
  const { engine, why } = await startFirst(
    [...new Set([...alike.slice(alike.indexOf(choice)), ...backendsOn("processor")])],
    job,
  );
  const { backend: name, device } = engine;
  const isSoftware = isOnCard(name) && isSoftwareRenderer(device);
  const reason: Said =
    name === choice
      ? { id: "engine-chosen", backend: name, isSoftware }
      : isOnCard(name)
        ? { id: "engine-other-passes", chosen: choice, backend: name, isSoftware }
        : { id: "engine-instead", chosen: choice, backend: name, why: why! };
  return { engine, report: { name, device, reason, fallback: name !== choice } };
}

async function chooseByMeasure(job: Job): Promise<Choice> {
  const name = processor();
  const engine = await startEngine(name, job);
  const rate = await measure(engine, job);
  const keep = (why: Said): Choice => {
    const reason: Said = { id: "engine-kept", why: engines[onProcessor].whyNot() ?? why, backend: name, rate };
    return { engine, report: { name, device: engine.device, reason, fallback: name !== onProcessor } };
  };
  const [height, width] = job.spec.input;
  if (height * width === 1) return keep({ id: "small-network" });
  const cards = backendsOn("card");
  const first = cards.findIndex((card) => engines[card].whyNot() === null);
  if (first < 0) return keep({ id: "card-not-there", why: engines[cards[0]].whyNot()! });
  try {
    const { engine: card } = await startFirst(cards.slice(first), job);
    const onCard = await measure(card, job);
    const measured = { rate, backend: name, onCard, card: card.backend };
    if (onCard < rate) {
      card.dispose();
      const reason: Said = { id: "engine-faster", ...measured };
      return { engine, report: { name, device: engine.device, reason, fallback: false } };
    }
    engine.dispose();
    const report: BackendReport = {
      name: card.backend,
      device: card.device,
      reason: { id: "engine-on-card", ...measured },
      fallback: false,
    };
    return { engine: card, report, processorRate: rate };
  } catch (error) {
    return keep({ id: "card-not-started", card: cards[first], why: saidOf(error) });
  }
}

/** The processor's engine at the job's checkpoint, if it is clearly faster right now than an engine on the graphics card that does
 *  `onCard` steps per second; else null, and nothing is left behind. */
export async function chooseFaster(job: Job, card: BackendName, onCard: number): Promise<Choice | null> {
  const name = processor();
  const engine = await startEngine(name, job);
  const rate = await measure(engine, job);
  if (rate < 1.5 * onCard) {
    engine.dispose();
    return null;
  }
  const { step } = job.checkpoint;
  const reason: Said = { id: "engine-slowed", card, onCard, backend: name, rate, step };
  return { engine, report: { name, device: engine.device, reason, fallback: false } };
}
