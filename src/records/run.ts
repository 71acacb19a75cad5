import * as v from "valibot";
import type { TimelinePoint } from "../recipe/node.ts";
import type { NetworkState } from "../recipe/state.ts";
import { kindOfStep, type Step, stepSchema } from "../recipe/steps/registry.ts";
import { contentOf, stateOf, stateSchema } from "./codec.ts";
import { RecordFault, seal, unseal } from "./envelope.ts";
import { readPoints, writePoints } from "./nodes.ts";
import { count, share } from "./schemas.ts";

/** What was last told of the test set. */
export interface TestScore {
  readonly handle: { readonly sparsity: number; readonly shares?: readonly number[] };
  readonly accuracy: number;
  readonly count: number;
  readonly opened: number;
}

/** A run that goes on from the state that stands, as far as it has come. */
export interface RunRecord {
  /** What of it was done; null where only the state is kept, for nothing leads to it yet. */
  readonly step: Step | null;
  readonly state: NetworkState;
  readonly clock: number;
  /** Of the network, from its first state on. */
  readonly timeline: readonly TimelinePoint[];
  readonly test: TestScore | null;
}

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
});

/** A run as one buffer; throws `RecordFault` for weights that are not finite. */
export function writeRun({ step, state, clock, timeline, test }: RunRecord): ArrayBuffer {
  const content = contentOf(state);
  const json = { step: step && kindOfStep(step).toJson(step), clock, test, state: content.json };
  return seal("run", runSchema, { json, arrays: [writePoints(timeline), ...content.arrays] });
}

/** Throws `RecordFault` for what is no such record. */
export function readRun(record: unknown): RunRecord {
  const { json, arrays } = unseal("run", runSchema, record);
  const { state, ...run } = json;
  const [points, ...others] = arrays;
  if (!(points instanceof Float64Array)) throw new RecordFault("its measured points are missing");
  return { ...run, state: stateOf({ json: state, arrays: others }), timeline: readPoints(points) };
}
