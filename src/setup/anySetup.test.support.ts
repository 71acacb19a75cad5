import fc from "fast-check";
import type { LayerSpec } from "../network/network.ts";
import { criteria } from "../pruning/criteria/registry.ts";
import type { ChoiceCodec, Codec, NumberCodec } from "./codecs.ts";
import { granularities, mostCompared, scopes } from "./fields.ts";
import { protections } from "./protection.ts";
import { ranges } from "./ranges.ts";
import { fieldNames, rows, type Setup } from "./setup.ts";

const layer: fc.Arbitrary<LayerSpec> = fc.oneof(
  fc.record({ kind: fc.constant("dense" as const), units: fc.integer({ min: 1, max: ranges.advanced.units }) }),
  fc.record({ kind: fc.constant("pool" as const), side: fc.constantFrom(2, 3, 4) }),
  fc.record(
    {
      kind: fc.constant("conv" as const),
      filters: fc.integer({ min: 1, max: ranges.advanced.filters }),
      side: fc.integer({ min: 1, max: 7 }),
      padding: fc.constantFrom("same" as const, "valid" as const),
      residual: fc.constant(true as const),
    },
    { requiredKeys: ["kind", "filters", "side", "padding"] },
  ),
);
const method = fc.record({
  criterion: fc.constantFrom(...criteria.map(({ id }) => id)),
  granularity: fc.constantFrom(...granularities),
  scope: fc.constantFrom(...scopes),
});
/** -0 is read back as 0. */
const real = (min: number, max: number) => fc.double({ min, max, noNaN: true }).map((value) => value + 0);

/** Settings that are neither a number nor one of some words. */
const special: Partial<Record<keyof Setup, fc.Arbitrary<unknown>>> = {
  hidden: fc.array(layer, { maxLength: ranges.advanced.layers }),
  layerSparsity: fc.array(real(0, 100), { maxLength: ranges.advanced.layers + 1 }),
  against: fc.array(method, { maxLength: mostCompared }),
  protect: fc.oneof(
    fc.constantFrom(...protections),
    fc.array(fc.integer({ min: 1, max: 17 }), { minLength: 1, maxLength: 5 }).map((layers) => layers.join(".")),
  ),
  projector: fc.boolean(),
};

/** Any value of a setting that its row allows. */
export function anyValue(name: keyof Setup): fc.Arbitrary<unknown> {
  const codec: Codec<unknown> & Partial<Omit<NumberCodec & ChoiceCodec<string>, keyof Codec<unknown>>> =
    rows[name].codec;
  const { range, isWhole, options } = codec;
  if (options) return fc.constantFrom(...options);
  if (range) return isWhole ? fc.integer({ min: range[0], max: range[1] }) : real(...range);
  return special[name]!;
}

/** Any settings, each possible by itself; some of them `known`. */
export const anySetup = (known: Partial<Record<keyof Setup, fc.Arbitrary<unknown>>> = {}): fc.Arbitrary<Setup> =>
  fc.record(
    Object.fromEntries(fieldNames.map((name) => [name, known[name] ?? anyValue(name)])),
  ) as fc.Arbitrary<unknown> as fc.Arbitrary<Setup>;
