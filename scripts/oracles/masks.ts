import { fullMask, keptCount, keptIn, type Mask } from "../../src/network/mask.ts";
import type { Layer } from "../../src/network/network.ts";
import { noStatistics } from "../../src/pruning/channelStatistics.ts";
import { lamp } from "../../src/pruning/criteria/lamp.ts";
import { countsAt, maskAt } from "../../src/pruning/cut.ts";
import { erkCounts, erkDensities } from "../../src/pruning/erk.ts";
import { rank } from "../../src/pruning/rank.ts";
import { roundHalfToEven } from "../../src/pruning/round.ts";
import {
  bits,
  type Case,
  differs,
  differsMask,
  differsNumbers,
  type Folder,
  layersOf,
  previousOf,
  request,
  type StoredNetwork,
  type Which,
} from "./read.ts";

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

const layerOf = (weights: ArrayLike<number>, shape: readonly number[] = [1, weights.length]): Layer => ({
  name: "only",
  shape,
  weights: Float32Array.from(weights),
  bias: new Float32Array(shape[shape.length - 1]),
});

interface GlobalCase {
  readonly weights: Which;
  readonly prev: string | null;
  readonly s: number;
  readonly n: number;
  readonly k: number;
  readonly kept: number;
  readonly kept_per_layer: readonly number[];
  readonly masks: readonly string[];
}

/** The count of the rule, and what a cut takes: never fewer than were pruned already. */
function differsCount(found: number, s: number, n: number, already: number, k: number): string[] {
  return [...differs("k", roundHalfToEven(s * n), k), ...differs("pruned entries", found, Math.max(k, already))];
}

export function* magnitudeGlobal(content: { cases: readonly GlobalCase[] }, folder: Folder): Iterable<Case> {
  const network = folder("weights") as StoredNetwork;
  for (const example of content.cases) {
    const layers = layersOf(network, example.weights);
    const maskBefore = example.prev === null ? fullMask(layers) : previousOf(network);
    const ranking = rank(layers, request({}), maskBefore);
    const mask = maskAt(ranking, example.s);
    const kept = layers.map(({ name }) => keptIn(mask.get(name)!));
    const n = sum(layers.map(({ weights }) => weights.length));
    const differences = [
      ...differs("n", n, example.n),
      ...differsCount(sum(countsAt(ranking, example.s)), example.s, n, n - keptCount(maskBefore), example.k),
      ...differs("kept", sum(kept), example.kept),
      ...differs("kept_per_layer", kept, example.kept_per_layer),
      ...layers.flatMap(({ name, weights }, l) =>
        differsMask(name, mask.get(name)!, bits(example.masks[l], weights.length)),
      ),
    ];
    yield { title: `s=${example.s} ${example.weights} ${example.prev ?? "no"} previous mask`, differences };
  }
}

interface LayerCase {
  readonly layer: string;
  readonly weights: Which;
  readonly prev: string | null;
  readonly s: number;
  readonly k: number;
  readonly kept: number;
  readonly mask: string;
}

export function* magnitudeLayerwise(content: { cases: readonly LayerCase[] }, folder: Folder): Iterable<Case> {
  const network = folder("weights") as StoredNetwork;
  for (const example of content.cases) {
    // The whole network is cut; the case looks at one layer of it.
    const layers = layersOf(network, example.weights);
    const maskBefore = example.prev === null ? fullMask(layers) : previousOf(network);
    const ranking = rank(layers, request({ scope: "layerwise" }), maskBefore);
    const index = layers.findIndex(({ name }) => name === example.layer);
    const mask = maskAt(ranking, example.s).get(example.layer)!;
    const before = maskBefore.get(example.layer)!;
    const differences = [
      ...differsCount(
        countsAt(ranking, example.s)[index],
        example.s,
        before.length,
        before.length - keptIn(before),
        example.k,
      ),
      ...differs("kept", keptIn(mask), example.kept),
      ...differsMask("mask", mask, bits(example.mask, mask.length)),
    ];
    yield { title: `${example.layer} s=${example.s} ${example.prev ?? "no"} previous mask`, differences };
  }
}

interface MicroCase {
  readonly desc: string;
  readonly w: readonly number[];
  readonly w_is_neg_zero: readonly number[];
  readonly prev: readonly number[] | null;
  readonly s: number;
  readonly k: number;
  readonly mask: readonly number[];
}

export function* magnitudeMicro(content: { cases: readonly MicroCase[] }): Iterable<Case> {
  for (const example of content.cases) {
    const layer = layerOf(example.w);
    for (const i of example.w_is_neg_zero) layer.weights[i] = -0;
    const maskBefore = example.prev ? new Map([["only", Uint8Array.from(example.prev)]]) : fullMask([layer]);
    const ranking = rank([layer], request({}), maskBefore);
    const n = example.w.length;
    const differences = [
      ...differsCount(countsAt(ranking, example.s)[0], example.s, n, n - keptCount(maskBefore), example.k),
      ...differsMask("mask", maskAt(ranking, example.s).get("only")!, example.mask),
    ];
    yield { title: `${example.desc}, s=${example.s}`, differences };
  }
}

interface LampFile {
  readonly score_probe: readonly { readonly layer: string; readonly idx: number[]; readonly score: number[] }[];
  readonly tiny: readonly { readonly w: number[]; readonly scores: number[] }[];
  readonly cases: readonly Omit<GlobalCase, "prev" | "n" | "kept">[];
}

export function* lampGlobal({ score_probe, tiny, cases }: LampFile, folder: Folder): Iterable<Case> {
  const network = folder("weights") as StoredNetwork;
  const scoresOf = (layer: Layer) => lamp.score!(layer, { seed: 1, index: 0, norm: "l2", statistics: noStatistics });
  for (const { w, scores } of tiny)
    yield {
      title: `scores of ${w.join(", ")}`,
      differences: differsNumbers("score", scoresOf(layerOf(w)), scores, 1e-12),
    };
  for (const { layer, idx, score } of score_probe) {
    const scores = scoresOf(layersOf(network, "w_plain_f32").find(({ name }) => name === layer)!);
    const found = idx.map((i) => scores[i]);
    yield { title: `scores of ${layer}`, differences: differsNumbers("score", found, score, 1e-6) };
  }
  for (const example of cases) {
    const layers = layersOf(network, example.weights);
    const ranking = rank(layers, request({ criterion: "lamp" }), fullMask(layers));
    const mask = maskAt(ranking, example.s);
    const differences = [
      ...differs("k", countsAt(ranking, example.s)[0], example.k),
      ...differs(
        "kept_per_layer",
        layers.map(({ name }) => keptIn(mask.get(name)!)),
        example.kept_per_layer,
      ),
      ...layers.flatMap(({ name, weights }, l) =>
        differsMask(name, mask.get(name)!, bits(example.masks[l], weights.length)),
      ),
    ];
    yield { title: `s=${example.s} ${example.weights}`, differences };
  }
}

interface GroupCase {
  readonly N: number;
  readonly M: number;
  readonly kept: number;
}

type StoredGroupCase = GroupCase & { readonly layer: string; readonly weights: Which; readonly mask: string };
type SmallGroupCase = GroupCase & { readonly shape: number[]; readonly w: number[]; readonly mask_list: number[] };

export function* nm(content: { cases: readonly (StoredGroupCase | SmallGroupCase)[] }, folder: Folder): Iterable<Case> {
  const network = folder("weights") as StoredNetwork;
  for (const example of content.cases) {
    const { N, M } = example;
    const isSmall = "w" in example;
    const layer = isSmall
      ? layerOf(example.w, example.shape)
      : layersOf(network, example.weights).find(({ name }) => name === example.layer)!;
    const expected = isSmall ? example.mask_list : bits(example.mask, layer.weights.length);
    const ranking = rank([layer], request({ granularity: "group", groupSize: M }), fullMask([layer]));
    const mask = maskAt(ranking, 1 - N / M).get(layer.name)!;
    const differences = [...differs("kept", keptIn(mask), example.kept), ...differsMask("mask", mask, expected)];
    yield { title: `${N}:${M} of ${isSmall ? example.shape.join(" x ") : example.layer}`, differences };
  }
}

interface ErkCase {
  readonly net: string;
  readonly shapes: readonly (readonly number[])[];
  readonly kernel: boolean;
  readonly s: number;
  readonly density: readonly number[];
  readonly prune_counts: readonly number[];
}

export function* erk(content: { cases: readonly ErkCase[] }): Iterable<Case> {
  for (const { net, shapes, kernel, s, density, prune_counts } of content.cases) {
    const found = erkDensities(shapes, s, kernel);
    const sizes = shapes.map((shape) => shape.reduce((product, side) => product * side, 1));
    const counts = kernel ? erkCounts(shapes, s) : found.map((d, l) => roundHalfToEven((1 - d) * sizes[l]));
    const differences = [
      ...differsNumbers("density", found, density, 1e-9),
      ...differs("prune_counts", counts, prune_counts),
    ];
    yield { title: `${net}, kernel ${kernel}, s=${s}`, differences };
  }
}

interface PermutationCase {
  readonly shape: readonly number[];
  readonly perm: readonly number[];
  readonly s: number;
  readonly k: number;
  readonly mask: readonly number[];
  readonly prev: readonly number[];
  readonly mask_with_prev: readonly number[];
}

export function* randomPermutation(content: { cases: readonly PermutationCase[] }): Iterable<Case> {
  for (const example of content.cases) {
    const layer = layerOf(new Float32Array(example.perm.length), example.shape);
    const scores = new Float64Array(example.perm.length);
    example.perm.forEach((entry, position) => {
      scores[entry] = position;
    });
    const cut = (maskBefore: Mask) => rank([layer], request({}), maskBefore, { scores: new Map([["only", scores]]) });
    const free = cut(fullMask([layer]));
    const differences = [
      ...differs("k", countsAt(free, example.s)[0], example.k),
      ...differsMask("mask", maskAt(free, example.s).get("only")!, example.mask),
      ...differsMask(
        "mask_with_prev",
        maskAt(cut(new Map([["only", Uint8Array.from(example.prev)]])), example.s).get("only")!,
        example.mask_with_prev,
      ),
    ];
    yield { title: `${example.shape.join(" x ")}, s=${example.s}`, differences };
  }
}
