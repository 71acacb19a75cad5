import * as v from "valibot";
import { allFinite } from "../network/finite.ts";
import { arraysOf, withArrays } from "../network/parameters.ts";
import { manual } from "../pruning/manualEdits.ts";
import { cutSettingsSchema, type NetworkState } from "../recipe/state.ts";
import { writeSettings } from "../setup/keptSettings.ts";
import type { Content, Numbers } from "./content.ts";
import { Arrays, seal, unseal } from "./envelope.ts";
import { type ArrayName, RecordFault } from "./said.ts";
import { count, finite, share } from "./schemas.ts";

export const stateSchema = v.object({
  layers: v.pipe(
    v.array(
      v.object({
        name: v.string(),
        shape: v.pipe(v.array(v.pipe(count, v.minValue(1))), v.minLength(2)),
        residual: v.exactOptional(v.boolean()),
        /** Weights and biases, and with batch norm scale, mean and variance. */
        parameters: v.picklist([2, 5]),
        /** Which of its masks say anything: others keep all, leave all to the slider, or lost nothing. */
        masked: v.boolean(),
        edited: v.boolean(),
        lost: v.boolean(),
      }),
    ),
    v.minLength(1),
    v.check((layers) => new Set(layers.map(({ name }) => name)).size === layers.length, "layer-names"),
  ),
  /** Of a parameter: none for a fresh optimizer and SGD, one for momentum, two for Adam. */
  moments: v.picklist([0, 1, 2]),
  betaPowers: v.tuple([finite, finite]),
  step: count,
  cut: share,
  settings: cutSettingsSchema,
});

/** Weights, moments and masks as one buffer. Float32 as they are, masks a bit a weight and only where they prune. Throws
 *  `RecordFault` for numbers that are not finite: those are never to replace good ones. */
export const writeState = (state: NetworkState): ArrayBuffer => seal("state", stateSchema, contentOf(state));

/** Throws `RecordFault` for what is not such a record, or does not fit together. */
export const readState = (record: unknown): NetworkState => stateOf(unseal("state", stateSchema, record));

export function contentOf({ checkpoint, edits, cut, settings, lost }: NetworkState): Content {
  const { layers, moments, betaPowers, step, mask } = checkpoint;
  const arrays: Numbers[] = [];
  const parameters = layers.map(arraysOf);
  const described = layers.map(({ name, shape, residual }, l) => {
    const [bits, decided, worth] = [mask.get(name)!, edits.get(name)!, lost[l]];
    const masked = bits.includes(0);
    const edited = decided.includes(manual.pruned) || decided.includes(manual.kept);
    const own = parameters[l];
    arrays.push(...own);
    if (masked) arrays.push(packed(bits));
    if (edited) arrays.push(decided);
    if (worth) arrays.push(worth);
    return {
      name,
      shape,
      ...(residual === undefined ? {} : { residual }),
      parameters: own.length,
      masked,
      edited,
      lost: worth !== null,
    };
  });
  arrays.push(...moments);
  for (const array of arrays) if (array instanceof Float32Array) mustBeFinite(array, { array: "weightsOrMoments" });
  return {
    json: {
      layers: described,
      moments: moments.length / parameters.flat().length,
      betaPowers,
      step,
      cut,
      settings: writeSettings(settings),
    },
    arrays,
  };
}

export function stateOf({ json, arrays: all }: Content<v.InferOutput<typeof stateSchema>>): NetworkState {
  const { layers: described, moments: ofEach, betaPowers, step, cut, settings } = json;
  const arrays = new Arrays(all);
  const floats = (length: number, name: ArrayName) => {
    const values = arrays.take(Float32Array, length, name);
    mustBeFinite(values, name);
    return values;
  };
  const mask = new Map<string, Uint8Array>();
  const edits = new Map<string, Uint8Array>();
  const lost: (Float32Array | null)[] = [];
  const layers = described.map(({ name, shape, parameters, masked, edited, lost: isLost, ...rest }) => {
    const [size, units] = [shape.reduce((product, side) => product * side, 1), shape[shape.length - 1]];
    const own = Array.from({ length: parameters }, (_, i) =>
      i === 0
        ? floats(size, { array: "weights", layer: name })
        : floats(units, { array: i === 1 ? "biases" : "batchNorm", layer: name }),
    );
    mask.set(
      name,
      masked
        ? unpacked(arrays.take(Uint8Array, Math.ceil(size / 8), { array: "mask", layer: name }), size)
        : new Uint8Array(size).fill(1),
    );
    const decided = edited ? arrays.take(Uint8Array, size, { array: "edits", layer: name }) : new Uint8Array(size);
    if (decided.some((one) => one > manual.kept))
      throw new RecordFault({ id: "edits-unknown", array: "edits", layer: name });
    edits.set(name, decided);
    lost.push(isLost ? floats(size, { array: "lost", layer: name }) : null);
    return withArrays({ name, shape, ...rest }, own);
  });
  const moments = Array.from({ length: ofEach }, () =>
    layers.flatMap((layer) =>
      arraysOf(layer).map(({ length }) => floats(length, { array: "moments", layer: layer.name })),
    ),
  ).flat();
  arrays.end();
  return { checkpoint: { layers, moments, betaPowers, step, mask }, edits, cut, settings, lost };
}

function mustBeFinite(values: Float32Array, name: ArrayName): void {
  if (!allFinite(values)) throw new RecordFault({ id: "array-infinite", ...name });
}

/** Eight a byte, the first lowest. */
function packed(bits: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  for (let i = 0; i < bits.length; i++) if (bits[i]) bytes[i >> 3] |= 1 << (i & 7);
  return bytes;
}

function unpacked(bytes: Uint8Array, length: number): Uint8Array {
  const bits = new Uint8Array(length);
  for (let i = 0; i < length; i++) bits[i] = (bytes[i >> 3] >> (i & 7)) & 1;
  return bits;
}
