import { keptIn } from "../../network/mask.ts";
import { countedByHand } from "../../pruning/manualEdits.ts";
import type { Cut } from "../../store/cut.ts";
import { networkWords } from "../../text/stage.ts";
import { describePaths } from "../describePaths.ts";

/** "128 of 320 weights kept" and what they do: the picture in words. */
export const describeCut = (cut: Cut): string =>
  networkWords.joined([networkWords.kept(cut.kept, cut.total), describeNetwork(cut)]);

/** "16 of 32 units dead, 3 pruned by hand": what weights and units do, and who decided. */
export const describeNetwork = (cut: Cut): string =>
  networkWords.joined([describePaths(cut), ...describeUnread(cut), ...decidedByHand(cut)]);

const read = new WeakMap<Cut, Uint8Array>();

/** 1 marks an input that some kept weight reads. */
export function readInputs(cut: Cut): Uint8Array {
  const known = read.get(cut);
  if (known) return known;
  const [{ name, shape }] = cut.snapshot.layers;
  const bits = cut.mask.get(name)!;
  const found = Uint8Array.from({ length: shape[0] }, (_, i) =>
    bits.subarray(i * shape[1], (i + 1) * shape[1]).includes(1) ? 1 : 0,
  );
  read.set(cut, found);
  return found;
}

function describeUnread(cut: Cut): string[] {
  const inputs = readInputs(cut);
  const unread = inputs.length - keptIn(inputs);
  return unread > 0 ? [networkWords.unread(unread, inputs.length)] : [];
}

/** "3 pruned by hand", where something was. */
function decidedByHand({ snapshot: { edits } }: Pick<Cut, "snapshot">): string[] {
  const { pruned, kept } = countedByHand(edits);
  return [
    ...(pruned > 0 ? [networkWords.prunedByHand(pruned)] : []),
    ...(kept > 0 ? [networkWords.keptByHand(kept)] : []),
  ];
}
