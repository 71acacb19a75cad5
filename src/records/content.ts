export type Numbers = Float32Array | Float64Array | Uint8Array | Uint32Array;

/** What a record holds: something of a kind as JSON, and numbers in an order that the kind knows. */
export interface Content<Json = unknown> {
  readonly json: Json;
  readonly arrays: readonly Numbers[];
}
