import { bytes, count, figure, percentSign } from "./numbers.ts";

/** How a size compares with the dense one: times smaller, or percent where that would round to 1.0 times. */
export function comparedWith(dense: number, size: number): string {
  if (size === dense) return "as large as dense";
  if (size > dense) return "larger than dense";
  const ratio = dense / size;
  const times = ratio < 1000 ? ratio.toFixed(1) : count(Math.round(ratio));
  return times === "1.0" ? `${percentSign(1 - size / dense)} smaller` : `${times}× smaller`;
}

/** Terms of a sum, one a layer. */
const sum = (terms: readonly string[]): string => terms.join(" + ");

/** Rows of what is counted, and how each figure comes out. */
export const countTexts = {
  kept: {
    label: "Weights kept",
    remark: (kept: number, total: number) => `${percentSign(kept / total)} of ${count(total)}`,
    how: (byLayer: readonly number[], kept: number) =>
      `${sum(byLayer.map(count))} = ${count(kept)}, layer by layer; biases are not pruned by themselves`,
  },
  work: {
    label: "Multiply-adds",
    /** Beside those that are left where zeros are skipped, those of what is stored. */
    remark: (masked: number, stored: number, dense: number) =>
      masked === stored
        ? `of ${count(dense)}`
        : `${stored < masked ? "smaller network:" : "zeros skipped, else"} ${count(stored)}`,
    /** Of every layer its kept weights, and the places of its output. */
    how: (byLayer: readonly (readonly [kept: number, places: number])[], stored: number, isSmaller: boolean) =>
      `kept weights × places of the output: ${sum(byLayer.map(([kept, places]) => `${count(kept)} × ${count(places)}`))}; ${
        isSmaller ? "the smaller dense network, which skips none, does" : "what skips no zero does"
      } ${count(stored)}`,
  },
} as const;

/** How many bytes values, weights and biases take; `each` are the bytes of one. */
const parameters = (weights: number, biases: number, each: number) =>
  `(${count(weights)} weights + ${count(biases)} biases) × ${each} B`;

/** Rows of bytes by format. */
export const sizeTexts = {
  /** How a size comes out. */
  how: (terms: string, size: number) => `${terms} = ${bytes(size)}`,
  withBiases: (biases: number, each: number, terms: string) => `${count(biases)} biases × ${each} B + ${terms}`,
  dense: {
    label: "Dense, 32-bit",
    remark: (isCut: boolean) => (isCut ? "zeros stored too" : "as trained"),
    how: parameters,
  },
  zipped: {
    label: "Same, gzipped",
    waits: "…",
    remark: "measured at rest",
    how: "measured: gzip of the masked kernels and biases",
  },
  bitmask: {
    label: "Bitmask + values",
    how: (byLayer: readonly number[], kept: number, each: number) =>
      `${sum(byLayer.map((total) => `${count(total)} / 8`))} (rounded up) + ${count(kept)} × ${each} B`,
  },
  csr: {
    label: (indexBits: number) => `CSR, ${indexBits}-bit index`,
    how: (byLayer: readonly { kept: number; entry: number; pointers: number }[]) =>
      sum(byLayer.map(({ kept, entry, pointers }) => `${count(kept)} × ${entry} B + ${count(pointers)} × 4 B`)),
  },
  group: {
    label: (kept: number, of: number) => `${kept}:${of} values + places`,
    how: (kept: number, valueBits: number, placeBits: number) => `${count(kept)} × (${valueBits} + ${placeBits}) / 8`,
  },
  smaller: {
    label: "Smaller dense network",
    how: (
      { layers, units }: Readonly<Record<"layers" | "units", { readonly out: number; readonly all: number }>>,
      weights: number,
      biases: number,
      each: number,
    ) => {
      const parts = [
        ...(layers.out > 0 ? [`${count(layers.out)} of ${count(layers.all)} hidden layers`] : []),
        ...(units.out > 0 ? [`${count(units.out)} of ${count(units.all)} units`] : []),
      ];
      return `left out: ${parts.join(", ")}; ${parameters(weights, biases, each)}`;
    },
  },
} as const;

/** Times as small: "2.3×". */
export const timesSmall = (ratio: number): string => `${ratio.toFixed(1)}×`;

/** Steps a second, at least and most. */
interface Rate {
  readonly low: number;
  readonly high: number;
}

const two = (n: number) => Number(n.toPrecision(2));

/** "2,300 to 2,500", or one figure where both read alike. */
function span(low: number, high: number, written: (n: number) => string): string {
  const [from, to] = [written(two(low)), written(two(high))];
  return from === to ? from : `${from} to ${to}`;
}

const rate = ({ low, high }: Rate) => `${span(low, high, count)} steps/s`;

/** How long a training step takes. */
export const stepTexts = {
  speed: (speed: Rate, sparsity: number) => `; ${rate(speed)} at ${percentSign(sparsity)} pruned`,
  untimed: { label: "Training step", value: "…", remark: "timed in longer runs" },
  label: (sparsity: number) => `Step at ${percentSign(sparsity)}`,
  value: (milliseconds: number) =>
    milliseconds < 0.1 ? `${figure(1000 * milliseconds)} µs` : `${figure(milliseconds)} ms`,
  rate,
  /** Beside the dense network's. */
  times: (last: Rate, dense: Rate) => `${span(last.low / dense.high, last.high / dense.low, figure)}× the steps/s`,
  how: (steps: number, speed: Rate) =>
    `median of ${count(steps)} timed steps: ${rate(speed)}, the middle half of the measurements`,
} as const;
