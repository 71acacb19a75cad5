import { roundHalfToEven } from "../../src/pruning/round.ts";
import { cubic, geometric, linear, remainingAfter } from "../../src/pruning/schedule.ts";
import { type Case, differs, differsNumbers } from "./read.ts";

interface RoundsCase {
  readonly s: number;
  readonly rounds: number;
  readonly n: number;
  readonly sparsity: readonly number[];
  readonly k: readonly number[];
}

interface SchedulesFile {
  readonly zhu_gupta: readonly {
    readonly s_i: number;
    readonly s_f: number;
    readonly t0: number;
    readonly dt: number;
    readonly n: number;
    readonly t: readonly number[];
    readonly s: readonly number[];
  }[];
  readonly geometric: readonly RoundsCase[];
  readonly linear: readonly RoundsCase[];
  readonly cubic_rounds: readonly RoundsCase[];
  readonly relative_rounds: readonly {
    readonly p: number;
    readonly rounds: number;
    readonly n: number;
    readonly remaining: readonly number[];
    readonly ideal_density: readonly number[];
  }[];
}

/** Relative tolerance of a sparsity: both are doubles. */
const tolerance = 1e-12;

const cubicRounds = (target: number, round: number, rounds: number) =>
  cubic({ start: 0, target, begin: 0, every: 1, count: rounds }, round);

export function* schedules(content: SchedulesFile): Iterable<Case> {
  for (const { s_i: start, s_f: target, t0: begin, dt: every, n: count, t, s } of content.zhu_gupta) {
    const found = t.map((step) => cubic({ start, target, begin, every, count }, step));
    yield { title: `cubic to ${target} in ${count} updates`, differences: differsNumbers("s", found, s, tolerance, 1) };
  }
  for (const [name, schedule] of [
    ["geometric", geometric],
    ["linear", linear],
    ["cubic_rounds", cubicRounds],
  ] as const)
    for (const { s, rounds, n, sparsity, k } of content[name]) {
      const found = sparsity.map((_, r) => schedule(s, r + 1, rounds));
      const counts = found.map((share) => roundHalfToEven(share * n));
      const differences = [...differsNumbers("sparsity", found, sparsity, tolerance, 1), ...differs("k", counts, k)];
      yield { title: `${name} to ${s} in ${rounds} rounds`, differences };
    }
  for (const { p, rounds, n, remaining, ideal_density } of content.relative_rounds) {
    const densities = ideal_density.map((_, r) => 1 - geometric(1 - (1 - p) ** rounds, r + 1, rounds));
    const differences = [
      ...differs("remaining", remainingAfter(p, rounds, n), remaining),
      ...differsNumbers("ideal_density", densities, ideal_density, 1e-9),
    ];
    yield { title: `${p} of what remains, ${rounds} rounds`, differences };
  }
}
