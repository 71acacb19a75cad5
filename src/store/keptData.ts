import type { GivenData } from "../data/dataset.ts";

/** Data of one's own goes over to the worker; a copy that the browser may lay on the disk stays, for a worker that takes its place. */
let kept: { given: GivenData; inputs: Blob; labels: Blob } | undefined;

/** Numbers of the kind that the inputs have: bytes of pictures, floats, or a table's doubles. */
function sameKind(inputs: GivenData["dataset"]["inputs"], bytes: ArrayBuffer): typeof inputs {
  if (inputs instanceof Uint8Array) return new Uint8Array(bytes);
  return inputs instanceof Float64Array ? new Float64Array(bytes) : new Float32Array(bytes);
}

export function keepData(given: GivenData): void {
  const { inputs, labels } = given.dataset;
  const blob = (values: typeof inputs) => new Blob([values as Uint8Array<ArrayBuffer>]);
  // No view of what is handed over.
  const none = sameKind(inputs, new ArrayBuffer(0));
  const emptied = { ...given, dataset: { ...given.dataset, inputs: none, labels: new Uint8Array() } };
  kept = { given: emptied, inputs: blob(inputs), labels: blob(labels) };
}

/** The data opened last if it has this id, as it was given. */
export async function keptData(id: string): Promise<GivenData | undefined> {
  if (kept?.given.dataset.id !== id) return undefined;
  const { given, inputs, labels } = kept;
  const dataset = {
    ...given.dataset,
    inputs: sameKind(given.dataset.inputs, await inputs.arrayBuffer()),
    labels: new Uint8Array(await labels.arrayBuffer()),
  };
  return { ...given, dataset };
}
