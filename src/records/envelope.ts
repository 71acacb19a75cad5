import * as v from "valibot";
import type { Content, Numbers } from "./content.ts";
import { crc32 } from "./crc32.ts";
import { migrated, recordVersion } from "./migrations.ts";
import { type ArrayName, NewerRecord, RecordFault, type RecordOf, type RecordSaid } from "./said.ts";

/** "PPRC" in little-endian order, as is all that follows. */
const magic = 0x43525050;
/** Magic, version, CRC-32 of all that follows it, bytes of the header. */
const headBytes = 16;
const checkedFrom = 12;

/** Numbers as records keep them, by names of their own: what they are called in a header is read again years later. */
const arrayTypes = { f4: Float32Array, f8: Float64Array, u1: Uint8Array, u4: Uint32Array } as const;
type TypeName = keyof typeof arrayTypes;

const headerSchema = v.object({
  kind: v.string(),
  arrays: v.array(
    v.tuple([v.picklist(Object.keys(arrayTypes) as TypeName[]), v.pipe(v.number(), v.safeInteger(), v.minValue(0))]),
  ),
  json: v.unknown(),
});

const typeNameOf = (array: Numbers): TypeName =>
  (Object.keys(arrayTypes) as TypeName[]).find((name) => array instanceof arrayTypes[name])!;

/** A record as bytes: a header in JSON, then the arrays one after the other, under one checksum. Throws `RecordFault` for what the
 *  schema that is to read it back would refuse. */
export function seal(
  kind: string,
  schema: v.GenericSchema,
  { json, arrays }: Content,
  version = recordVersion,
): ArrayBuffer {
  checked(schema, json);
  const shapes = arrays.map((array) => [typeNameOf(array), array.length]);
  const header = new TextEncoder().encode(JSON.stringify({ kind, arrays: shapes, json }));
  const size = arrays.reduce((sum, { byteLength }) => sum + byteLength, headBytes + header.length);
  const bytes = new Uint8Array(size);
  bytes.set(header, headBytes);
  let offset = headBytes + header.length;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), offset);
    offset += byteLength;
  }
  const head = new DataView(bytes.buffer);
  head.setUint32(0, magic, true);
  head.setUint32(4, version, true);
  head.setUint32(12, header.length, true);
  head.setUint32(8, crc32(bytes.subarray(checkedFrom)), true);
  return bytes.buffer;
}

/** What a record of some kind holds; throws `RecordFault` on whatever is none, before anything is allocated for it. */
export function unseal<Json>(kind: string, schema: v.GenericSchema<unknown, Json>, record: unknown): Content<Json> {
  if (!(record instanceof ArrayBuffer)) throw new RecordFault({ id: "record-missing" });
  if (record.byteLength < headBytes) throw new RecordFault({ id: "record-short" });
  const head = new DataView(record);
  if (head.getUint32(0, true) !== magic) throw new RecordFault({ id: "record-beginning" });
  const version = head.getUint32(4, true);
  if (version === 0) throw new RecordFault({ id: "record-without-version" });
  if (version > recordVersion) throw new NewerRecord({ id: "record-newer", version, reads: recordVersion });
  const bytes = new Uint8Array(record);
  if (head.getUint32(8, true) !== crc32(bytes.subarray(checkedFrom))) throw new RecordFault({ id: "record-checksum" });
  const dataFrom = headBytes + head.getUint32(12, true);
  if (dataFrom > bytes.length) throw new RecordFault({ id: "record-header-long" });
  const header = checked(headerSchema, jsonOf(bytes.subarray(headBytes, dataFrom)));
  if (header.kind !== kind) throw new RecordFault({ id: "record-kind", found: header.kind, wanted: kind });
  const sizes = header.arrays.map(([type, length]) => length * arrayTypes[type].BYTES_PER_ELEMENT);
  const wanted = sizes.reduce((sum, size) => sum + size, 0);
  const found = bytes.length - dataFrom;
  if (wanted !== found) throw new RecordFault({ id: "record-bytes", found, wanted });
  let offset = dataFrom;
  const arrays = header.arrays.map(([type], i) => {
    const from = offset;
    offset += sizes[i];
    return new arrayTypes[type](record.slice(from, offset));
  });
  const content = migrated(kind, version, { json: header.json, arrays });
  return { json: checked(schema, content.json), arrays: content.arrays };
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new RecordFault({ id: "record-header-json" });
  }
}

/** A value as a schema reads it; throws `RecordFault` with the first thing that is wrong and where. */
function checked<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new RecordFault({ id: "record-value", path: v.getDotPath(issue), message: issue.message });
}

/** Takes the arrays of a record one after the other, each as it must be. */
export class Arrays {
  readonly #arrays: readonly Numbers[];
  #next = 0;

  constructor(arrays: readonly Numbers[]) {
    this.#arrays = arrays;
  }

  take<T extends Numbers>(type: abstract new (...args: never[]) => T, length: number | null, name: ArrayName): T {
    const array = this.#arrays[this.#next++];
    if (!(array instanceof type)) throw new RecordFault({ id: "array-missing", ...name });
    if (length !== null && array.length !== length)
      throw new RecordFault({ id: "array-length", ...name, found: array.length, wanted: length });
    return array;
  }

  /** Nothing may be left over. */
  end(): void {
    const count = this.#arrays.length - this.#next;
    if (count > 0) throw new RecordFault({ id: "arrays-left", count });
  }
}

/** What a record says; null where it is not there or broken, which is told. */
export function readOr<T>(read: (record: unknown) => T, record: unknown, of: RecordOf, faults: RecordSaid[]): T | null {
  if (record === undefined) return null;
  try {
    return read(record);
  } catch (error) {
    if (!(error instanceof RecordFault)) throw error;
    faults.push({ id: "record-unreadable", of, why: error.said });
    return null;
  }
}
