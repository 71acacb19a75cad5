import { describe, expect, it } from "vitest";
import type { Activation } from "../network/network.ts";
import { readLayers } from "../network/notation.ts";
import { defaultSetup, type Setup } from "../setup/setup.ts";
import type { Optimizer } from "./api.ts";
import { chooseEngine } from "./choose.ts";
import { Divergence, lossOfGuessing } from "./divergence.ts";
import type { EngineEvent, Problem } from "./protocol.ts";
import { lowerRate } from "./rates.ts";
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
  return { problem, again: problems().slice(1) };
}

describe("training that runs away", () => {
  it.concurrent.each([
    { optimizer: "sgd", learningRate: 10 },
    { optimizer: "momentum", learningRate: 10 },
    { optimizer: "adam", learningRate: 10 },
    { optimizer: "sgd", learningRate: 10, activation: "tanh" },
    { optimizer: "adam", learningRate: 10, activation: "tanh" },
    { optimizer: "adam", learningRate: 10, data: "digits", hidden: "16" },
  ] as const satisfies readonly Case[])(
    "is told though it stays finite, and the rate offered works: %o",
    async (given) => {
      const { problem, again } = await train(setupOf(given));
      expect(problem).toMatchObject({ kind: "diverged", run: "train", learningRate: 10 });
      if (problem.kind === "diverged") expect(problem.suggestion).toBeLessThan(1);
      expect(again).toEqual([]);
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
    watch.begin(layer(1), 0.7);
    for (let i = 0; i < 30; i++) expect(watch.saw(layer(50), i % 4 === 0 ? 3 : 0.1, false)).toBeNull();
    for (let i = 0; i < 7; i++) watch.saw(layer(50), 0.7, false);
    expect(watch.saw(layer(50), 0.7, false)).toEqual({ kind: "weights", times: 50 });
    expect(watch.isSound).toBe(false);
    watch.begin(layer(12), 0.69);
    for (let i = 0; i < 20; i++) expect(watch.saw(layer(13), 0.7, i === 19)).toBeNull();
    expect(watch.saw(layer(13), 1e5, false)).toMatchObject({ kind: "loss" });
  });

  it("is measured against guessing, and rates go down a ladder", () => {
    expect(lossOfGuessing(Uint8Array.of(0, 1, 0, 1))).toBeCloseTo(Math.LN2);
    expect(lossOfGuessing(Uint8Array.of(2, 2))).toBe(0);
    expect([10, 5, 3, 1, 0.3, 0.1, 0.02].map(lowerRate)).toEqual([3, 3, 1, 0.3, 0.1, 0.03, 0.01]);
  });
});
