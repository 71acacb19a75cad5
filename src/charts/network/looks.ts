import type { Mask } from "../../network/mask.ts";
import type { Layer } from "../../network/network.ts";
import { pathsOf } from "../../pruning/connectivity.ts";

/** An example on its way through the network. */
export interface Signal {
  /** What each column hands on: inputs, then the activations of the hidden layers. */
  readonly values: readonly Float32Array[];
  /** Of the classes. */
  readonly probabilities: Float32Array;
}

/** A network as it is drawn at a cut. */
export interface DrawnNetwork {
  readonly layers: readonly Layer[];
  readonly mask: Mask;
  /** The mask of another cut to show differences from. */
  readonly other: Mask | undefined;
  /** Pruned for good in earlier rounds: not drawn at all. */
  readonly locked: Mask;
  /** The example that is followed. */
  readonly signal: Signal | null;
}

/** How a connection is drawn. `nowhere` leads to no output, `constant` hands a constant on, as a bias does; against another cut, what
 *  both treat alike steps back, and what one prunes alone stands out. */
export const kinds = ["none", "gone", "kept", "nowhere", "constant", "alike", "bothGone", "here", "there"] as const;
export type EdgeKind = (typeof kinds)[number];

/** Steps that thickness and ink are drawn in. */
const steps = 31;

/** Looks are numbers, so that equal ones are found at once: kind, sign, thickness and ink. */
const code = (kind: EdgeKind, isNegative: boolean, thick: number, ink: number) =>
  (kinds.indexOf(kind) << 11) | (Number(isNegative) << 10) | (Math.round(thick * steps) << 5) | Math.round(ink * steps);

export interface EdgeLook {
  readonly kind: EdgeKind;
  readonly isNegative: boolean;
  /** Beside the third largest of its kernel, 0..1. */
  readonly thick: number;
  /** How much it is inked, 0..1. */
  readonly ink: number;
}

export const lookOf = (look: number): EdgeLook => ({
  kind: kinds[look >> 11],
  isNegative: ((look >> 10) & 1) === 1,
  thick: ((look >> 5) & 31) / steps,
  ink: (look & 31) / steps,
});

/** The third largest of some values: one or two that stand out do not make the others hairlines. */
export function thirdLargest(values: ArrayLike<number>): number {
  let [first, second, third] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = Math.abs(values[i]);
    if (value > first) [first, second, third] = [value, first, second];
    else if (value > second) [second, third] = [value, second];
    else if (value > third) third = value;
  }
  return third || second || first || 1;
}

/** Strong weights are inked more; where an example is followed, what they carry of it. */
const inkOf = (thick: number) => 0.22 + 0.66 * thick;
const inkOfCarried = (share: number) => Math.min(0.95, Math.max(0.04, share));

/** The look of every connection, kernel by kernel. Of a network whose layers stand close, `spread` is the one kernel whose pruned
 *  connections are drawn. */
export function looksOf(drawn: DrawnNetwork, spread: number | null): Uint16Array[] {
  const { layers, mask, other, locked, signal } = drawn;
  const { reached, leads } = pathsOf(layers, mask);
  return layers.map(({ name, weights, shape }, l) => {
    const outputs = shape[1];
    const [kept, open, otherKept] = [mask.get(name)!, locked.get(name)!, other?.get(name)];
    const most = thirdLargest(weights);
    const carried = signal ? weights.map((w, i) => w * kept[i] * signal.values[l][Math.floor(i / outputs)]) : null;
    const mostCarried = carried ? thirdLargest(carried) : 1;
    const looks = new Uint16Array(weights.length);
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i];
      const thick = Math.min(1, Math.abs(weight) / most);
      const look = (kind: EdgeKind, ink = 1) => code(kind, weight < 0, thick, ink);
      if (!open[i]) continue;
      if (otherKept) {
        if (kept[i] === otherKept[i]) looks[i] = look(kept[i] ? "alike" : "bothGone");
        else looks[i] = look(kept[i] ? "there" : "here");
      } else if (!kept[i]) looks[i] = spread === null || spread === l ? code("gone", false, 0, 0) : 0;
      else if (!leads[l][i % outputs]) looks[i] = look("nowhere");
      else if (l > 0 && !reached[l - 1][Math.floor(i / outputs)]) looks[i] = look("constant");
      else looks[i] = look("kept", carried ? inkOfCarried(Math.abs(carried[i]) / mostCarried) : inkOf(thick));
    }
    return looks;
  });
}

/** Connections in the order they are drawn in, in layers that are drawn apart: a move of the handle touches one or two of them. */
export interface Strata {
  readonly kernels: Uint8Array;
  readonly indexes: Uint32Array;
  /** Where each layer begins, and the last ends. */
  readonly starts: readonly number[];
}

/** Layers of so many connections are drawn in a millisecond or two, which is what another canvas of that size costs with every picture of the
 *  page. */
const stratumSize = 110;
const mostStrata = 10;

export const strataFor = (connections: number): number =>
  Math.max(1, Math.min(mostStrata, Math.ceil(connections / stratumSize)));

/** Divides connections by when they go, in it by size: what goes first and is small lies below. `places` says when, 0..1, of all kernels
 *  one after the other; where units go and no single weights it is null, and kernels lie together. */
export function strataOf(layers: readonly Layer[], places: Float32Array | null): Strata {
  const total = layers.reduce((sum, { weights }) => sum + weights.length, 0);
  const count = strataFor(total);
  const [kernels, indexes, sizes] = [new Uint8Array(total), new Uint32Array(total), new Float64Array(total)];
  let at = 0;
  layers.forEach(({ weights }, l) => {
    const most = thirdLargest(weights);
    for (let i = 0; i < weights.length; i++, at++) {
      const place = places ? places[at] : at / total;
      // Sorted by layer first, then by size.
      sizes[at] = Math.min(count - 1, Math.floor(place * count)) * 8 + Math.min(7, Math.abs(weights[i]) / most);
      kernels[at] = l;
      indexes[at] = i;
    }
  });
  const order = Uint32Array.from(sizes.keys()).sort((a, b) => sizes[a] - sizes[b]);
  const starts = Array.from({ length: count + 1 }, () => total);
  for (let i = total - 1; i >= 0; i--) starts[Math.floor(sizes[order[i]] / 8)] = i;
  for (let s = count - 1; s >= 0; s--) starts[s] = Math.min(starts[s], starts[s + 1]);
  return {
    kernels: kernels.map((_, i) => kernels[order[i]]),
    indexes: indexes.map((_, i) => indexes[order[i]]),
    starts,
  };
}
