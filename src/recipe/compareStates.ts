import type { Evaluation } from "../network/evaluator.ts";
import { type KernelPlace, kernelPlaces } from "../network/kernelPlaces.ts";
import type { Mask } from "../network/mask.ts";
import type { Layer, NetworkSpec } from "../network/network.ts";
import { type Agreement, agreementIn } from "../pruning/agreement.ts";
import { layerPairs } from "../pruning/layerPairs.ts";
import { costsOf, type TotalCost, totalCost } from "../pruning/networkCost.ts";
import { type WeightPairs, weightPairs } from "../pruning/weightPairs.ts";

/** A state with all that it is compared by. */
export interface ComparedState {
  readonly spec: NetworkSpec;
  readonly layers: readonly Layer[];
  readonly mask: Mask;
  /** On the validation set of its own data. */
  readonly figures: Evaluation;
  readonly labels: Uint8Array;
  readonly classes: readonly string[];
}

/** What one of two compared states did and costs. */
export interface StateFigures {
  readonly accuracy: number;
  readonly loss: number;
  /** Examples that it got right, of how many. */
  readonly correct: number;
  readonly count: number;
  readonly classes: readonly string[];
  /** NaN for a class without examples. */
  readonly perClass: Float32Array;
  readonly predictions: Uint8Array;
  readonly cost: TotalCost;
  /** Kernel weights that are kept. */
  readonly kept: number;
}

/** The same examples, read by two states: which of them one gets right and the other does not, by their rows in order. */
export interface ChangedExamples {
  readonly bothRight: number;
  readonly bothWrong: number;
  /** Of those, how many are read as different classes. */
  readonly wrongOtherwise: number;
  readonly onlyOne: readonly number[];
  readonly onlyOther: readonly number[];
}

/** A layer that both networks have. */
export interface LayerComparison {
  /** In the first of the two. */
  readonly place: KernelPlace;
  readonly shape: readonly number[];
  /** [height, width] of the image whose pixels a dense layer reads; null for any other. */
  readonly image: readonly [height: number, width: number] | null;
  readonly masks: readonly [one: Uint8Array, other: Uint8Array];
  readonly agreement: Agreement;
  readonly weights: WeightPairs;
}

/** A layer that only one of two networks has, or has in this shape. */
export interface UnpairedLayer {
  readonly place: KernelPlace;
  readonly shape: readonly number[];
}

/** All that can be said of two states side by side. */
export interface StateComparison {
  readonly one: StateFigures;
  readonly other: StateFigures;
  /** Null where they were not measured on the same examples. */
  readonly examples: ChangedExamples | null;
  readonly layers: readonly LayerComparison[];
  readonly unpaired: { readonly one: readonly UnpairedLayer[]; readonly other: readonly UnpairedLayer[] };
}

/** Compares what both have; examples one by one where they are the `same`. Nothing is written to. */
export function compareStates(one: ComparedState, other: ComparedState, same: boolean): StateComparison {
  const { pairs, onlyOne, onlyOther } = layerPairs(one.layers, other.layers);
  const places = kernelPlaces(one.spec);
  const [height, width, channels] = one.spec.input;
  return {
    one: figuresOf(one),
    other: figuresOf(other),
    examples: same ? changedExamples(one.labels, one.figures.predictions, other.figures.predictions) : null,
    layers: pairs.map(([l, m]) => {
      const [mine, theirs] = [one.layers[l], other.layers[m]];
      const masks = [one.mask.get(mine.name)!, other.mask.get(theirs.name)!] as const;
      return {
        place: places[l],
        shape: mine.shape,
        image: l === 0 && mine.shape.length === 2 && channels === 1 && height > 1 ? [height, width] : null,
        masks,
        agreement: agreementIn(...masks),
        weights: weightPairs([mine.weights, masks[0]], [theirs.weights, masks[1]]),
      };
    }),
    unpaired: { one: unpaired(one, onlyOne), other: unpaired(other, onlyOther) },
  };
}

function unpaired({ spec, layers }: ComparedState, which: readonly number[]): UnpairedLayer[] {
  const places = kernelPlaces(spec);
  return which.map((l) => ({ place: places[l], shape: layers[l].shape }));
}

function figuresOf({ spec, layers, mask, figures, labels, classes }: ComparedState): StateFigures {
  const { accuracy, loss, correct, perClass, predictions } = figures;
  const costs = costsOf(spec, layers, mask);
  return {
    accuracy,
    loss,
    correct,
    count: labels.length,
    classes,
    perClass,
    predictions,
    cost: totalCost(costs),
    kept: costs.kept,
  };
}

/** Which of the same examples change from right to wrong between two states. */
export function changedExamples(labels: Uint8Array, one: Uint8Array, other: Uint8Array): ChangedExamples {
  const [onlyOne, onlyOther]: [number[], number[]] = [[], []];
  const counts = { bothRight: 0, bothWrong: 0, wrongOtherwise: 0 };
  labels.forEach((label, row) => {
    const [first, second] = [one[row] === label, other[row] === label];
    if (first && second) counts.bothRight++;
    else if (first) onlyOne.push(row);
    else if (second) onlyOther.push(row);
    else {
      counts.bothWrong++;
      if (one[row] !== other[row]) counts.wrongOtherwise++;
    }
  });
  return { ...counts, onlyOne, onlyOther };
}
