import type { Optimizer } from "../network/optimizer.ts";

/** What every engine's optimizers agree on. */
export const momentum = 0.9;

/** Adam's decay rates as the float32 numbers that the moments are multiplied with. */
export const betas = [Math.fround(0.9), Math.fround(0.999)] as const;

/** Given explicitly: tfjs' own default is 1e-4 on WebGL. */
export const epsilon = 1e-7;

/** Moment vectors that an optimizer keeps: none for SGD, the velocity for momentum, first and second moment for Adam. */
export const momentsOf: Readonly<Record<Optimizer, number>> = { sgd: 0, momentum: 1, adam: 2 };

type BetaPowers = readonly [number, number];

/** beta1^t and beta2^t one step on, as float32 products. */
export const betaPowersAfter = ([first, second]: BetaPowers): BetaPowers => [
  Math.fround(first * betas[0]),
  Math.fround(second * betas[1]),
];

/** Adam's rate and the factor of its second moment, both corrected for their start at 0 (Kingma & Ba 2015, algorithm 1). */
export const adamScales = (learningRate: number, [first, second]: BetaPowers): [number, number] => [
  learningRate / (1 - first),
  1 / (1 - second),
];
