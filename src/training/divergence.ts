import type { Layer } from "../network/network.ts";
import type { Judged } from "../recipe/unfinished.ts";

/** How training ran away: to infinite numbers; to weights of so many times what they were, while nothing was learned; to a loss of so
 *  many times that of guessing; to a layer (by its place) that answers 0 to every example. */
export type RanAway =
  | { readonly kind: "infinite" }
  | { readonly kind: "weights" | "loss"; readonly times: number }
  | { readonly kind: "silent"; readonly layer: number };

/** Weights of a layer have exploded when the largest is so many times what the layer began with... */
const manyTimes = 10;
/** ...and beyond doubt at so many times. */
const wildTimes = 1000;
/** A loss explodes at so many times that of guessing, or that the run began with; beyond doubt at so many. */
const lossTimes = 2;
const wildLossTimes = 100;
/** Steps that are only lively come back: nearly all of the last points must be bad. */
const lookedBack = 8;
const mostGood = 1;
/** A run that ends earlier is judged by all its points, if there are so many. */
const fewestPoints = 3;
/** Of the loss of guessing: above it, nothing was learned. */
const unlearned = 0.98;
/** What a run begins with counts for no more than so many times the initial weights: they may have exploded before. */
const mostGrown = 30;

const largest = ({ weights }: Layer) => weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);

/** Cross-entropy of the best constant answer: the entropy of the labels. */
export function lossOfGuessing(labels: Uint8Array): number {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts.values()].reduce((sum, n) => sum - (n / labels.length) * Math.log(n / labels.length), 0);
}

/** What a point of the timeline shows. */
interface LossPoint {
  readonly layers: readonly Layer[];
  /** On the training sample. */
  readonly loss: number;
  /** A layer none of whose units answers any more (`silentLayer`). */
  readonly silent: number | null;
}

/** Tells training that ran away and stayed finite, by the points of the timeline alone, so that runs repeat: the loss far above that
 *  of guessing, weights that exploded while nothing was learned, or a layer that fell silent. */
export class Divergence {
  readonly guessing: number;
  readonly #initial: readonly number[];
  #base: readonly number[];
  #begun: number;
  #wasSilent = false;
  #recent: boolean[] = [];
  #isLearning = false;

  constructor(initial: readonly Layer[], labels: Uint8Array) {
    this.#initial = initial.map((layer) => Math.max(largest(layer), 0.01));
    this.#base = this.#initial;
    this.guessing = lossOfGuessing(labels);
    this.#begun = this.guessing;
  }

  /** Whether the point seen last was sound. */
  get isSound(): boolean {
    return !this.#recent.at(-1);
  }

  /** Whether the point seen last knew more than guessing, with weights that had not exploded. */
  get isLearning(): boolean {
    return this.#isLearning;
  }

  /** A run begins at such a point. */
  begin({ layers, loss, silent }: LossPoint): void {
    this.#base = layers.map((layer, l) => {
      const initial = this.#initial[l];
      return Math.min(mostGrown * initial, Math.max(initial, largest(layer)));
    });
    this.#begun = Math.max(this.guessing, loss);
    this.#wasSilent = silent !== null;
    this.#recent = [];
  }

  /** What it goes by: `goOn` goes on from there. */
  get judged(): Judged {
    return { base: this.#base, begun: this.#begun, wasSilent: this.#wasSilent, recent: this.#recent };
  }

  /** A run goes on that was broken off. */
  goOn({ base, begun, wasSilent, recent }: Judged): void {
    this.#base = base;
    this.#begun = begun;
    this.#wasSilent = wasSilent;
    this.#recent = [...recent];
  }

  /** What is wrong at a point of the timeline, null if nothing is known to be; `ends` at the last of a run. */
  saw({ layers, loss, silent }: LossPoint, ends: boolean): RanAway | null {
    const grown = Math.max(...layers.map((layer, l) => largest(layer) / this.#base[l]));
    const risen = loss / this.#begun;
    const isUnlearned = loss >= unlearned * this.guessing;
    const hasExploded = grown >= manyTimes && isUnlearned;
    const hasRisen = risen >= lossTimes;
    const hasDied = silent !== null && !this.#wasSilent;
    this.#isLearning = !isUnlearned && grown < manyTimes;
    this.#recent = [...this.#recent.slice(1 - lookedBack), hasExploded || hasRisen || hasDied];
    if (this.isSound) return null;
    const isWild = (hasExploded && grown >= wildTimes) || risen >= wildLossTimes;
    const good = this.#recent.filter((isBad) => !isBad).length;
    const enough = this.#recent.length >= (ends ? fewestPoints : lookedBack);
    if (!isWild && !(enough && good <= mostGood)) return null;
    if (hasExploded) return { kind: "weights", times: grown };
    return hasDied ? { kind: "silent", layer: silent } : { kind: "loss", times: loss / this.guessing };
  }
}
