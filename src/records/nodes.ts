import * as v from "valibot";
import type { RunNode, TimelinePoint } from "../recipe/node.ts";
import { kindOfStep, stepSchema } from "../recipe/steps/registry.ts";
import { settingsSchema, writeSettings } from "../setup/keptSettings.ts";
import { fieldNames } from "../setup/setup.ts";
import { Arrays, seal, unseal } from "./envelope.ts";
import { RecordFault } from "./said.ts";
import { count, finite, nodeId, share } from "./schemas.ts";

const costSchema = v.object({
  total: count,
  biases: count,
  multiplyAdds: v.object({ masked: count, dense: count }),
  bytes: v.object({ dense: finite, bitmask: finite, csr: finite }),
  smaller: v.nullable(v.object({ weights: count, biases: count, multiplyAdds: count })),
});

const nodeSchema = v.object({
  id: nodeId,
  parent: v.nullable(nodeId),
  /** Below 0 where the page that counts them has read it back. */
  run: v.pipe(v.number(), v.safeInteger()),
  step: v.nullable(stepSchema),
  setup: settingsSchema(fieldNames),
  data: v.string(),
  content: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))),
  trained: count,
  clock: count,
  cut: share,
  accuracy: share,
  pruned: share,
  kept: count,
  cost: v.nullable(costSchema),
  reference: v.object({ accuracy: share, sparsity: share, isTrained: v.boolean() }),
  reached: v.nullable(v.object({ sparsity: share, accuracy: share, pruned: share, axis: v.string() })),
  milliseconds: finite,
  at: finite,
  fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/)),
  name: v.string(),
  note: v.string(),
  isHidden: v.boolean(),
});

/** A node of the tree as one buffer. */
export function writeNode({ reference, points, ...node }: RunNode): ArrayBuffer {
  const { predictions, perClass, ...figures } = reference;
  const { step, setup } = node;
  const json = {
    ...node,
    step: step && kindOfStep(step).toJson(step),
    setup: writeSettings(setup),
    reference: figures,
  };
  return seal("node", nodeSchema, { json, arrays: [predictions, perClass, writePoints(points)] });
}

/** Throws `RecordFault` for what is no such record. */
export function readNode(record: unknown): RunNode {
  const content = unseal("node", nodeSchema, record);
  const { reference, ...node } = content.json;
  const arrays = new Arrays(content.arrays);
  const predictions = arrays.take(Uint8Array, null, { array: "predictions" });
  const perClass = arrays.take(Float32Array, null, { array: "perClass" });
  const points = readPoints(arrays.take(Float64Array, null, { array: "points" }));
  arrays.end();
  return { ...node, reference: { ...reference, predictions, perClass }, points };
}

/** Numbers of a point. */
const width = 5;

/** Measured points as numbers, five each. A loss may be infinite. */
export const writePoints = (points: readonly TimelinePoint[]): Float64Array =>
  Float64Array.from(
    points.flatMap(({ step, trainAccuracy, validationAccuracy, trainLoss, validationLoss }) => [
      step,
      trainAccuracy,
      validationAccuracy,
      trainLoss,
      validationLoss,
    ]),
  );

/** Throws `RecordFault` where they are not five each. */
export function readPoints(numbers: Float64Array): TimelinePoint[] {
  if (numbers.length % width > 0) throw new RecordFault({ id: "points-short" });
  return Array.from({ length: numbers.length / width }, (_, i) => {
    const [step, trainAccuracy, validationAccuracy, trainLoss, validationLoss] = numbers.subarray(width * i);
    return { step, trainAccuracy, validationAccuracy, trainLoss, validationLoss };
  });
}
