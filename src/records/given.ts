import * as v from "valibot";
import type { DataKind, GivenData } from "../data/dataset.ts";
import type { Numbers } from "./content.ts";
import { Arrays, seal, unseal } from "./envelope.ts";
import { RecordFault } from "./said.ts";
import { count } from "./schemas.ts";

const givenSchema = v.object({
  id: v.string(),
  label: v.string(),
  kind: v.picklist(["points", "images", "signals", "table"] as const satisfies readonly DataKind[]),
  inputShape: v.pipe(v.array(v.pipe(count, v.minValue(1))), v.minLength(1), v.maxLength(2)),
  classes: v.pipe(v.array(v.string()), v.minLength(2), v.maxLength(256)),
  count: v.pipe(count, v.minValue(1)),
  columns: v.exactOptional(v.array(v.object({ name: v.string(), isNumber: v.boolean() }))),
  validation: v.boolean(),
  test: v.boolean(),
});

/** A person's own data as one buffer. */
export function writeGiven({ dataset, validation, test }: GivenData): ArrayBuffer {
  const { inputs, labels, ...summary } = dataset;
  const arrays: Numbers[] = [inputs, labels];
  if (validation) arrays.push(validation);
  if (test) arrays.push(test);
  return seal("data", givenSchema, { json: { ...summary, validation: !!validation, test: !!test }, arrays });
}

/** Throws `RecordFault` for what is no such record, or does not fit together. */
export function readGiven(record: unknown): GivenData {
  const { json, arrays: all } = unseal("data", givenSchema, record);
  const { validation, test, ...summary } = json;
  const [inputs, ...others] = all;
  const size = summary.inputShape.reduce((product, side) => product * side, 1);
  if (!inputs || inputs instanceof Uint32Array || inputs.length !== summary.count * size)
    throw new RecordFault({ id: "inputs-unfit", count: summary.count });
  if (summary.columns && summary.columns.length !== size) throw new RecordFault({ id: "columns-unfit" });
  mustBeNumbers(inputs, summary.columns);
  const arrays = new Arrays(others);
  const labels = arrays.take(Uint8Array, summary.count, { array: "labels" });
  if (labels.some((label) => label >= summary.classes.length)) throw new RecordFault({ id: "label-unknown" });
  const rows = (isThere: boolean, array: "validation" | "test") => {
    if (!isThere) return undefined;
    const found = arrays.take(Uint32Array, null, { array });
    if (found.some((row) => row >= summary.count)) throw new RecordFault({ id: "rows-unknown", array });
    return found;
  };
  const given = {
    dataset: { ...summary, inputs, labels },
    validation: rows(validation, "validation"),
    test: rows(test, "test"),
  };
  arrays.end();
  return given;
}

/** Only in a column of numbers may one be missing. */
function mustBeNumbers(inputs: Exclude<Numbers, Uint32Array>, columns: readonly { readonly isNumber: boolean }[] = []) {
  if (inputs instanceof Uint8Array) return;
  for (let i = 0; i < inputs.length; i++) {
    const mayMiss = columns.length > 0 && columns[i % columns.length].isNumber;
    if (!Number.isFinite(inputs[i]) && !(mayMiss && Number.isNaN(inputs[i])))
      throw new RecordFault({ id: "input-infinite" });
  }
}
