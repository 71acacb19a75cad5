import { roundHalfToEven } from "./round.ts";

// How sparsity rises over `rounds` rounds (round 1 is the first) or training steps to its target, all in 0..1.

/** The same share of all weights every round. */
export const linear = (target: number, round: number, rounds: number) => (target * round) / rounds;

/** The same share of what is left every round (iterative magnitude pruning). */
export const geometric = (target: number, round: number, rounds: number) => 1 - (1 - target) ** (round / rounds);

/** From a start to a target, in `count` updates of `every` so many steps, the first at step `begin`. */
export interface Cubic {
  readonly start: number;
  readonly target: number;
  readonly begin: number;
  readonly every: number;
  readonly count: number;
}

/** Much at first, ever less towards the end (Zhu & Gupta 2017, To prune, or not to prune). Before it the start, after it the target. */
export function cubic({ start, target, begin, every, count }: Cubic, step: number): number {
  const time = Math.min(1, Math.max(0, (step - begin) / (count * every)));
  return target + (start - target) * (1 - time) ** 3;
}

/** What is left after each of some rounds that prune a share of what remains, as torch does when it is called again. */
export function remainingAfter(share: number, rounds: number, total: number): number[] {
  const remaining: number[] = [];
  let left = total;
  for (let round = 0; round < rounds; round++) {
    left -= roundHalfToEven(share * left);
    remaining.push(left);
  }
  return remaining;
}
