import { keptIn } from "../../network/mask.ts";
import { type ManualEdits, manual } from "../../pruning/manualEdits.ts";
import type { Cut } from "../../store/cut.ts";
import { networkWords } from "../../text/stage.ts";
import { describePaths } from "../describePaths.ts";

/** "128 of 320 weights kept" and what they do: the picture in words. */
export const describeCut = (cut: Cut): string =>
  networkWords.joined([networkWords.kept(cut.kept, cut.total), describeNetwork(cut)]);

/** "16 of 32 units dead, 3 pruned by hand": what weights and units do, and who decided. */
export const describeNetwork = (cut: Cut): string =>
  networkWords.joined([describePaths(cut), ...describeUnread(cut), ...decidedByHand(cut)]);

/** 1 marks an input that some kept weight reads. */
export function readInputs({ snapshot: { layers }, mask }: Cut): Uint8Array {
  const [{ name, shape }] = layers;
  const bits = mask.get(name)!;
  return Uint8Array.from({ length: shape[0] }, (_, i) =>
    bits.subarray(i * shape[1], (i + 1) * shape[1]).includes(1) ? 1 : 0,
  );
}

function describeUnread(cut: Cut): string[] {
  const read = readInputs(cut);
  const unread = read.length - keptIn(read);
  return unread > 0 ? [networkWords.unread(unread, read.length)] : [];
}

let byHand: { readonly edits: ManualEdits; readonly said: string[] } | null = null;

/** "3 pruned by hand", where something was: the same at every place of the handle. */
function decidedByHand({ snapshot: { edits } }: Pick<Cut, "snapshot">): string[] {
  if (byHand?.edits !== edits) byHand = { edits, said: countedByHand(edits) };
  return byHand.said;
}

function countedByHand(edits: ManualEdits): string[] {
  const counts = { [manual.pruned]: 0, [manual.kept]: 0 };
  for (const decided of edits.values()) for (const one of decided) if (one !== manual.open) counts[one as 1 | 2]++;
  return [
    ...(counts[manual.pruned] > 0 ? [networkWords.prunedByHand(counts[manual.pruned])] : []),
    ...(counts[manual.kept] > 0 ? [networkWords.keptByHand(counts[manual.kept])] : []),
  ];
}
