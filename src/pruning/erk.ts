import { roundHalfToEven } from "./round.ts";

const product = (shape: readonly number[]) => shape.reduce((all, side) => all * side, 1);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Erdős-Rényi-kernel densities, one a layer: in proportion to sum(shape) / prod(shape), so that narrow layers keep more; what would
 *  exceed 1 is dense, the largest first, and the others share what is left of 1 - sparsity (Evci et al. 2020, RigL). Without
 *  `countsPixels` the sides of a kernel are left out of the proportion. */
export function erkDensities(shapes: readonly (readonly number[])[], sparsity: number, countsPixels = true): number[] {
  const sizes = shapes.map(product);
  const raw = shapes.map((shape) => {
    const sides = countsPixels ? shape : shape.slice(-2);
    return sum(sides) / product(sides);
  });
  const isDense = shapes.map(() => false);
  for (;;) {
    const shared = raw.map((one, l) => (isDense[l] ? 0 : one * sizes[l]));
    const left = (1 - sparsity) * sum(sizes) - sum(sizes.filter((_, l) => isDense[l]));
    const scale = Math.max(0, left) / sum(shared);
    const largest = Math.max(...raw.filter((_, l) => !isDense[l]));
    if (isDense.every(Boolean) || largest * scale <= 1) return raw.map((one, l) => (isDense[l] ? 1 : one * scale));
    raw.forEach((one, l) => {
      if (one === largest) isDense[l] = true;
    });
  }
}

/** How many weights of each layer go; together they may miss round(sparsity * n) by a few. */
export function erkCounts(shapes: readonly (readonly number[])[], sparsity: number): number[] {
  const densities = erkDensities(shapes, sparsity);
  return shapes.map((shape, l) => roundHalfToEven((1 - densities[l]) * product(shape)));
}
