import { isParametric, type Parametric, type Pooling } from "../../network/layers/stage.ts";
import type { NetworkSpec, Shape } from "../../network/network.ts";
import { stagesOf } from "../../network/stages.ts";
import { createKeptLists, type KeptLists, type MaskedWeights } from "./keptLists.ts";
import type { Kernels } from "./kernels.ts";
import type { Arena } from "./memory.ts";
import type { StoredPixelSums } from "./pixelSums.ts";
import { blockTiles, createPlane, featureBytes, padded, type Reel } from "./plane.ts";
import { pools } from "./pools.ts";

/** Bytes that an evaluator may spend on outputs of convolutions that it remembers. */
const mostRemembered = 48 * 2 ** 20;

/** What happens to an example in one go: a layer, with the pool behind a convolution; or a pool by itself. */
interface Link {
  readonly layer: Parametric | null;
  readonly pool: Pooling | null;
  readonly to: Shape;
}

/** A link at work on examples that come block by block. */
export interface LayerPart {
  readonly weights: MaskedWeights | null;
  /** Whether the outputs of all blocks are kept, so that only stale units have to be computed. */
  readonly isRemembered: boolean;
  readonly run: (block: number) => void;
}

/** Lays out a network for blocks of examples; `sums` stand in for a first layer over pixels. */
export function planParts(
  spec: NetworkSpec,
  kernels: Kernels,
  arena: Arena,
  blocks: number,
  sums: StoredPixelSums | null,
) {
  const links = linksOf(spec);
  const border = (l: number) => links[l]?.layer?.padding ?? 0;
  const reel = (shape: Shape, channels: number, l: number, isWhole: boolean): Reel => {
    const plane = createPlane(arena, shape, channels, border(l), (isWhole ? blocks : 1) * blockTiles);
    return { plane, step: isWhole ? blockTiles * plane.tile : 0 };
  };
  const input = reel(spec.input, spec.input[2], 0, !sums);
  let from = input;
  let left = mostRemembered;
  const parts = links.map(({ layer, pool, to: shape }, l): LayerPart => {
    const channels = layer ? padded(layer.to[2]) : from.plane.channels;
    const bytes = blocks * blockTiles * featureBytes * channels * framed(shape, border(l + 1));
    const isRemembered = layer?.kind === "conv" && !layer.residual && bytes <= left;
    if (isRemembered) left -= bytes;
    const to = reel(shape, channels, l + 1, isRemembered);
    const part = { isRemembered, weights: null };
    let made: LayerPart;
    if (!layer) made = { ...part, run: pooling(kernels, pool!, from, to) };
    else if (sums && l === 0) made = { ...part, weights: sums, run: summing(kernels, layer, sums, to) };
    else {
      const weights = createKeptLists(kernels, arena, layer, from.plane);
      const run = layer.residual
        ? residual(kernels, arena, layer, weights, from, to)
        : weights.sums(from, to, pool?.side ?? 1, isRemembered);
      made = { isRemembered, weights, run };
    }
    from = to;
    return made;
  });
  return { input: input.plane, parts, logits: from.plane };
}

function linksOf(spec: NetworkSpec): Link[] {
  const links: Link[] = [];
  for (const stage of stagesOf(spec)) {
    const before = links[links.length - 1];
    if (isParametric(stage)) links.push({ layer: stage, pool: null, to: stage.to });
    else if (before?.layer?.kind === "conv" && !before.layer.residual && !before.pool && pools[stage.kind].isTakenAlong)
      links[links.length - 1] = { ...before, pool: stage, to: stage.to };
    else links.push({ layer: null, pool: stage, to: stage.to });
  }
  return links;
}

/** Pixels of a picture in its frame. */
const framed = ([height, width]: Shape, border: number) => (height + 2 * border) * (width + 2 * border);

function pooling(kernels: Kernels, stage: Pooling, { plane: from, step }: Reel, { plane: to }: Reel) {
  const run = pools[stage.kind].forward(kernels, stage, from, to);
  return (block: number) => run(from.at + block * step, blockTiles);
}

function summing(kernels: Kernels, layer: Parametric, sums: StoredPixelSums, { plane: to }: Reel) {
  return (block: number) => {
    sums.load(block, to, layer.activation === "relu");
    if (layer.activation === "tanh") kernels.tanhInPlace(to.frame, to.bytes);
  };
}

function residual(kernels: Kernels, arena: Arena, layer: Parametric, weights: KeptLists, from: Reel, to: Reel) {
  const { plane } = to;
  const sum = createPlane(arena, layer.to, plane.channels, 0, blockTiles);
  const multiply = weights.sums(from, { plane: sum, step: 0 }, 1, false);
  const strides = [from.plane.row, from.plane.tile];
  const ends = [plane.at, plane.row, plane.tile, plane.rowBytes, plane.height, blockTiles];
  return (block: number) => {
    multiply(block);
    kernels.add(sum.at, sum.row, sum.tile, from.plane.at + block * from.step, ...strides, ...ends);
  };
}
