import * as v from "valibot";
import { isFiniteNetwork } from "../network/finite.ts";
import type { Layer } from "../network/network.ts";
import { arraysOf, withArrays } from "../network/parameters.ts";
import type { TimelinePoint } from "../recipe/node.ts";
import type { NetworkState } from "../recipe/state.ts";
import { kindOfStep, type Step, stepSchema } from "../recipe/steps/registry.ts";
import type { PlannedSteps, UnfinishedRun } from "../recipe/unfinished.ts";
import { contentOf, stateOf, stateSchema } from "./codec.ts";
import type { Numbers } from "./content.ts";
import { seal, unseal } from "./envelope.ts";
import { readPoints, writePoints } from "./nodes.ts";
import { RecordFault } from "./said.ts";
import { count, finite, share } from "./schemas.ts";

/** What was last told of the test set. */
export interface TestScore {
  readonly handle: { readonly sparsity: number; readonly shares?: readonly number[] };
  readonly accuracy: number;
  readonly count: number;
  readonly opened: number;
}

/** What goes on from the state that stands, as far as it has come, or was broken off there: a run, a recipe that is repeated, or both. */
export interface RunRecord {
  /** What of it was done; null where the state that stands is that. */
  readonly step: Step | null;
  readonly state: NetworkState;
  readonly clock: number;
  /** Of the network, from its first state on. */
  readonly timeline: readonly TimelinePoint[];
  readonly test: TestScore | null;
  /** What it takes to go on with it; null where that is not known. */
  readonly unfinished: UnfinishedRun | null;
  /** What comes then, where a recipe is repeated. */
  readonly plan?: PlannedSteps | undefined;
}

const endSchema = v.object({ fingerprint: v.string(), engine: v.string(), accuracy: finite });

const planSchema = v.object({
  left: v.array(stepSchema),
  total: count,
  end: v.exactOptional(v.nullable(endSchema)),
});

const unfinishedSchema = v.object({
  until: count,
  milliseconds: v.pipe(finite, v.minValue(0)),
  judged: v.object({ base: v.array(finite), begun: finite, wasSilent: v.boolean(), recent: v.array(v.boolean()) }),
  sound: v.object({ step: count }),
  isNode: v.boolean(),
});

const runSchema = v.object({
  step: v.nullable(stepSchema),
  clock: count,
  test: v.nullable(
    v.object({
      handle: v.object({ sparsity: share, shares: v.exactOptional(v.array(share)) }),
      accuracy: share,
      count,
      opened: count,
    }),
  ),
  state: stateSchema,
  unfinished: v.nullable(unfinishedSchema),
  plan: v.exactOptional(planSchema),
});

/** A run as one buffer; throws `RecordFault` for weights that are not finite. */
export function writeRun({ step, state, clock, timeline, test, unfinished, plan }: RunRecord): ArrayBuffer {
  const content = contentOf(state);
  const sound = unfinished?.sound.layers.flatMap(arraysOf) ?? [];
  const json = {
    step: step && kindOfStep(step).toJson(step),
    clock,
    test,
    state: content.json,
    unfinished: unfinished && { ...unfinished, sound: { step: unfinished.sound.step } },
    ...(plan ? { plan: { ...plan, left: plan.left.map((one) => kindOfStep(one).toJson(one)) } } : {}),
  };
  return seal("run", runSchema, { json, arrays: [writePoints(timeline), ...sound, ...content.arrays] });
}

/** Throws `RecordFault` for what is no such record. */
export function readRun(record: unknown): RunRecord {
  const { json, arrays } = unseal("run", runSchema, record);
  const { state: ofState, unfinished, ...run } = json;
  const [points, ...others] = arrays;
  if (!(points instanceof Float64Array)) throw new RecordFault({ id: "points-missing" });
  const count = unfinished ? ofState.layers.reduce((sum, { parameters }) => sum + parameters, 0) : 0;
  const state = stateOf({ json: ofState, arrays: others.slice(count) });
  const { layers } = state.checkpoint;
  return {
    ...run,
    state,
    timeline: readPoints(points),
    unfinished: unfinished && {
      ...unfinished,
      sound: { ...unfinished.sound, layers: soundLayers(layers, others.slice(0, count)) },
    },
  };
}

/** The weights of these layers as they were before. */
function soundLayers(layers: readonly Layer[], arrays: readonly Numbers[]): readonly Layer[] {
  let at = 0;
  const sound = layers.map((layer) => {
    const own = arraysOf(layer).map(({ length }) => {
      const array = arrays[at++];
      if (!(array instanceof Float32Array) || array.length !== length)
        throw new RecordFault({ id: "array-unfit", array: "fallback" });
      return array;
    });
    return withArrays(layer, own);
  });
  if (!isFiniteNetwork(sound)) throw new RecordFault({ id: "array-infinite", array: "fallback" });
  return sound;
}
