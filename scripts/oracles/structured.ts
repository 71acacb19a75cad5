import { applyMask, fullMask } from "../../src/network/mask.ts";
import type { Layer } from "../../src/network/network.ts";
import { biasMasks } from "../../src/network/wiring.ts";
import { noStatistics } from "../../src/pruning/channelStatistics.ts";
import { compact } from "../../src/pruning/compact.ts";
import { magnitude } from "../../src/pruning/criteria/magnitude.ts";
import { keptUnitsAt, maskAt } from "../../src/pruning/cut.ts";
import { rank } from "../../src/pruning/rank.ts";
import type { Norm } from "../../src/pruning/types.ts";
import { forward, outputPositions } from "./forward.ts";
import {
  bits,
  type Case,
  differs,
  differsMask,
  differsNumbers,
  type Folder,
  floats,
  layersOf,
  request,
  type StoredNetwork,
} from "./read.ts";

interface StructuredCase {
  readonly criterion: Norm;
  readonly scope: "layer" | "global_mean_normalised";
  readonly f: number;
  readonly pruned_outputs: readonly (readonly number[])[];
  readonly kept: readonly number[];
  readonly weight_masks: readonly string[];
  readonly bias_masks: readonly (readonly number[])[];
  readonly compact_shapes: readonly (readonly number[])[];
  readonly params_weights: { readonly dense: number; readonly compact: number };
  readonly params_total: { readonly dense: number; readonly compact: number };
  readonly macs: {
    readonly dense: readonly number[];
    readonly compact: readonly number[];
    readonly dense_total: number;
    readonly compact_total: number;
  };
  readonly logits: readonly (readonly number[])[];
}

interface StructuredFile {
  readonly input_f32: string;
  readonly input_shape: readonly number[];
  readonly dense_logits: readonly (readonly number[])[];
  readonly scores: Readonly<Record<Norm, readonly (readonly number[])[]>>;
  readonly cases: readonly StructuredCase[];
}

/** Relative tolerance of scores and logits, float64 on float32 weights. */
const tolerance = 1e-6;

const total = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

const sizes = (layers: readonly Layer[]) => layers.map(({ weights }) => weights.length);

export function* structured(content: StructuredFile, folder: Folder): Iterable<Case> {
  const network = folder("weights") as StoredNetwork;
  const layers = layersOf(network, "w_plain_f32");
  const input = { shape: content.input_shape, values: Float64Array.from(floats(content.input_f32)) };
  const logits = (of: readonly Layer[]) => forward(network.graph, of, input);
  const near = (what: string, found: ArrayLike<number>, expected: readonly (readonly number[])[]) =>
    differsNumbers(what, found, expected.flat(), tolerance, 1);
  yield { title: "dense logits", differences: near("logits", logits(layers), content.dense_logits) };

  for (const norm of ["l1", "l2"] as const) {
    const differences = layers.flatMap((layer, index) =>
      differsNumbers(
        layer.name,
        magnitude.scoreUnits!(layer, { seed: 1, index, norm, statistics: noStatistics }),
        content.scores[norm][index],
        tolerance,
      ),
    );
    yield { title: `${norm} scores`, differences };
  }

  const positions = outputPositions(network.graph, layers, content.input_shape);
  for (const example of content.cases) {
    const scope = example.scope === "layer" ? "layerwise" : "global";
    const ranking = rank(layers, request({ granularity: "unit", norm: example.criterion, scope }), fullMask(layers));
    const kept = keptUnitsAt(ranking, example.f);
    const mask = maskAt(ranking, example.f);
    const biasMask = biasMasks(layers, mask);
    const masked = applyMask(layers, mask, biasMask);
    const smaller = compact(layers, kept);
    const biases = (of: readonly Layer[]) => total(of.map(({ bias }) => bias.length));
    const macs = (of: readonly Layer[]) => sizes(of).map((size, l) => size * positions[l]);
    const differences = [
      ...differs(
        "pruned_outputs",
        kept.map((units) => Array.from(units.keys()).filter((unit) => units[unit] === 0)),
        example.pruned_outputs,
      ),
      ...differs(
        "kept",
        smaller.map(({ bias }) => bias.length),
        example.kept,
      ),
      ...layers.flatMap(({ name, weights, bias }, l) => [
        ...differsMask(`weight mask of ${name}`, mask.get(name)!, bits(example.weight_masks[l], weights.length)),
        ...differsMask(
          `bias mask of ${name}`,
          biasMask.get(name)!,
          example.bias_masks[l] ?? new Uint8Array(bias.length).fill(1),
        ),
      ]),
      ...differs(
        "compact_shapes",
        smaller.map(({ shape }) => shape),
        example.compact_shapes,
      ),
      ...differs(
        "params_weights",
        { dense: total(sizes(layers)), compact: total(sizes(smaller)) },
        example.params_weights,
      ),
      ...differs(
        "params_total",
        { dense: total(sizes(layers)) + biases(layers), compact: total(sizes(smaller)) + biases(smaller) },
        example.params_total,
      ),
      ...differs(
        "macs",
        {
          dense: macs(layers),
          compact: macs(smaller),
          dense_total: total(macs(layers)),
          compact_total: total(macs(smaller)),
        },
        example.macs,
      ),
      ...near("masked logits", logits(masked), example.logits),
      ...near("compacted logits", logits(smaller), example.logits),
    ];
    yield { title: `${example.criterion} ${example.scope} f=${example.f}`, differences };
  }
}
