import type { GivenData } from "../data/dataset.ts";
import type { DataSummary } from "../worker/protocol/data.ts";

/** Data as it was given, but for its numbers, which the browser may lay on the disk. */
interface Kept {
  readonly given: GivenData;
  readonly inputs: Blob;
  readonly labels: Blob;
}

/** Bytes of those that a network has had. The oldest are let go. */
const mostBytes = 256 * 2 ** 20;

/** Data of one's own goes over to the worker; copies stay, for a worker that takes its place: of what is on its way there, and of what
 *  networks were given, by what it is, the latest last. */
let coming: Kept | undefined;
const arrived = new Map<string, Kept>();

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
  coming = { given: emptied, inputs: blob(inputs), labels: blob(labels) };
}

/** A network stands on data: what was on its way has come, or is wanted no more. */
export function dataStands({ id, label, content = id }: Pick<DataSummary, "id" | "label" | "content">): void {
  const dataset = coming?.given.dataset;
  if (coming && dataset?.id === id && dataset.label === label) {
    arrived.delete(content);
    arrived.set(content, coming);
  }
  coming = undefined;
  const bytes = () => [...arrived.values()].reduce((sum, { inputs }) => sum + inputs.size, 0);
  while (arrived.size > 1 && bytes() > mostBytes) arrived.delete(arrived.keys().next().value!);
}

/** Whether data of an id are on their way. */
export const areComing = (id: string): boolean => coming?.given.dataset.id === id;

/** Data as they were given: those with that content, else those with this id that were opened last. */
export async function keptData(id: string, content?: string): Promise<GivenData | undefined> {
  const latest = [...arrived.values(), ...(coming ? [coming] : [])].findLast(({ given }) => given.dataset.id === id);
  const kept = content === undefined ? latest : arrived.get(content);
  if (!kept) return undefined;
  const { given, inputs, labels } = kept;
  const dataset = {
    ...given.dataset,
    inputs: sameKind(given.dataset.inputs, await inputs.arrayBuffer()),
    labels: new Uint8Array(await labels.arrayBuffer()),
  };
  return { ...given, dataset };
}
