import { describe, expect, it } from "vitest";
import type { Activation } from "../network/network.ts";
import { readLayers } from "../network/notation.ts";
import type { Optimizer } from "../network/optimizer.ts";
import { defaultSetup, type Setup } from "../setup/setup.ts";
import { Divergence, lossOfGuessing } from "../training/divergence.ts";
import { lowerRate } from "../training/rates.ts";
import { chooseEngine } from "./choose.ts";
import type { Problem } from "./protocol/problem.ts";
import type { EngineEvent } from "./protocol.ts";
import { Session } from "./session.ts";

interface Case {
  readonly data?: string;
  readonly hidden?: string;
  readonly activation?: Activation;
  readonly optimizer: Optimizer;
  readonly learningRate: number;
}

const setupOf = ({ data = "spiral", hidden = "16-16", ...rest }: Case): Setup => ({
  ...defaultSetup,
  ...rest,
  data: data as Setup["data"],
  hidden: readLayers(hidden)!,
  trainEpochs: data === "digits" ? 2 : 30,
  backend: "wasm",
});

/** Trains once; the rate offered, if it diverged, is trained with once more. */
async function train(setup: Setup) {
  const events: EngineEvent[] = [];
  const session = new Session((event) => events.push(event), chooseEngine);
  const key = { run: 1, version: 0 };
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const problems = (): Problem[] => events.flatMap((event) => (event.type === "problem" ? [event.problem] : []));
  const run = async (): Promise<void> => {
    const count = () => events.filter(({ type }) => type === "history").length;
    const before = count();
    session.receive({ type: "train", kind: "train", key, serial: 0 });
    await until(() => count() > before);
    await new Promise((resolve) => setTimeout(resolve, 20));
  };
  session.receive({ type: "surroundings", visible: true, reducedMotion: true, key, serial: 0 });
  session.receive({ type: "open", setup, key, serial: 0 });
  await until(() => events.some(({ type }) => type === "backend"));
  await run();
  const [problem] = problems();
  if (problem?.kind !== "diverged") return { problem, again: [] };
  session.receive({ type: "configure", change: { learningRate: problem.suggestion }, key, serial: 0 });
  await run();
  const latest = events.findLast((event) => event.type === "history");
  return { problem, again: problems().slice(1), accuracy: latest?.history.entries.at(-1)?.accuracy };
}

describe("training that runs away", () => {
  it.concurrent.each([
    { optimizer: "sgd", learningRate: 10 },
    { optimizer: "momentum", learningRate: 10 },
    { optimizer: "adam", learningRate: 10 },
    { optimizer: "sgd", learningRate: 10, activation: "tanh" },
    { optimizer: "adam", learningRate: 10, activation: "tanh" },
    { optimizer: "adam", learningRate: 10, data: "digits", hidden: "16" },
    { optimizer: "sgd", learningRate: 3 },
    { optimizer: "adam", learningRate: 0.3 },
    { optimizer: "momentum", learningRate: 1 },
    { optimizer: "momentum", learningRate: 10, data: "moons", hidden: "32-32" },
    { optimizer: "adam", learningRate: 10, data: "circles" },
  ] as const satisfies readonly Case[])(
    "is told, and the rate offered works: %o",
    async (given) => {
      const { problem, again, accuracy } = await train(setupOf(given));
      expect(problem).toMatchObject({ kind: "diverged", run: "train", learningRate: given.learningRate, learns: true });
      if (problem.kind === "diverged") expect(problem.suggestion).toBeLessThan(given.learningRate / 5);
      expect(again).toEqual([]);
      expect(accuracy).toBeGreaterThan(0.55);
    },
    60_000,
  );

  it.concurrent.each([
    { optimizer: "adam", learningRate: 0.1, data: "moons", hidden: "8" },
    { optimizer: "sgd", learningRate: 1, data: "moons", hidden: "8", activation: "tanh" },
    { optimizer: "momentum", learningRate: 0.1, data: "gaussians" },
    { optimizer: "sgd", learningRate: 0.001 },
  ] as const satisfies readonly Case[])(
    "is not seen where a network learns, or only slowly: %o",
    async (given) => {
      expect((await train(setupOf(given))).problem).toBeUndefined();
    },
    60_000,
  );

  it("is judged by many points, a single bad one may be lively", () => {
    const layer = (weight: number) => [
      { name: "a", shape: [1, 1], weights: Float32Array.of(weight), bias: Float32Array.of(0), residual: false },
    ];
    const watch = new Divergence(layer(1), Uint8Array.of(0, 1));
    const point = (weight: number, loss: number, silent: number | null = null) => ({
      layers: layer(weight),
      loss,
      silent,
    });
    watch.begin(point(1, 0.7));
    for (let i = 0; i < 30; i++) expect(watch.saw(point(50, i % 4 === 0 ? 3 : 0.1), false)).toBeNull();
    // Neither exploded weights nor guessing are worth going back to.
    expect(watch.isLearning).toBe(false);
    for (let i = 0; i < 7; i++) watch.saw(point(50, 0.7), false);
    expect(watch.saw(point(50, 0.7), false)).toEqual({ kind: "weights", times: 50 });
    expect(watch.isSound).toBe(false);
    watch.begin(point(12, 0.69));
    for (let i = 0; i < 20; i++) expect(watch.saw(point(13, 0.7), i === 19)).toBeNull();
    expect(watch.saw(point(13, 1e5), false)).toMatchObject({ kind: "loss" });
    watch.begin(point(1, 0.7));
    watch.saw(point(2, 0.4), false);
    expect(watch.isLearning).toBe(true);
    watch.saw(point(2, 0.7, 1), false);
    expect(watch.saw(point(2, 0.7, 1), false)).toBeNull();
    for (let i = 0; i < 4; i++) watch.saw(point(2, 0.7, 1), false);
    expect(watch.saw(point(2, 0.7, 1), false)).toEqual({ kind: "silent", layer: 1 });
    // What was silent before training is no news.
    watch.begin(point(2, 0.7, 1));
    for (let i = 0; i < 20; i++) expect(watch.saw(point(2, 0.7, 1), i === 19)).toBeNull();
  });

  it("is measured against guessing, and rates go down a ladder", () => {
    expect(lossOfGuessing(Uint8Array.of(0, 1, 0, 1))).toBeCloseTo(Math.LN2);
    expect(lossOfGuessing(Uint8Array.of(2, 2))).toBe(0);
    expect([10, 5, 3, 1, 0.3, 0.1, 0.02].map(lowerRate)).toEqual([3, 3, 1, 0.3, 0.1, 0.03, 0.01]);
  });
});
