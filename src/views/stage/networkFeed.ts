import type { Feed } from "../../charts/feed.ts";
import type { Signal } from "../../charts/network/looks.ts";
import type { NetworkData } from "../../charts/network/NetworkDiagram.tsx";
import { forward } from "../../network/forward.ts";
import { keptIn } from "../../network/mask.ts";
import { biasMasks } from "../../network/wiring.ts";
import { manual } from "../../pruning/manualEdits.ts";
import { isOfWeights } from "../../pruning/order.ts";
import type { Ranking } from "../../pruning/types.ts";
import { differenceOf } from "../../store/compare.ts";
import { type Cut, cutOf } from "../../store/cut.ts";
import { type State, useStore } from "../../store/store.ts";
import type { Snapshot } from "../../worker/protocol.ts";
import { describePaths } from "../describePaths.ts";
import { count } from "../format.ts";

/** A network as it is drawn, and what its units and weights do in words. */
type ToldNetwork = NetworkData & { readonly state: string };

/** All that the picture of the network depends on. */
const partsOf = ({ snapshot, sparsity, setup, results, followed, differsFrom }: State) =>
  [snapshot, sparsity, setup, results.preview, followed, differsFrom, differsFrom === null ? null : results] as const;

let last: { readonly parts: ReturnType<typeof partsOf>; readonly data: ToldNetwork } | null = null;

function read(): ToldNetwork | null {
  const state = useStore.getState();
  const { snapshot, sparsity, setup, results } = state;
  if (!snapshot || !state.spec || !state.data) return null;
  const parts = partsOf(state);
  if (last && parts.every((part, i) => part === last?.parts[i])) return last.data;
  const cut = cutOf(snapshot, sparsity, setup);
  const { layers, locked, edits } = snapshot;
  const data = {
    layers,
    mask: cut.mask,
    other: differenceOf(state, cut)?.other.mask,
    locked,
    edits,
    dead: cut.dead,
    read: readInputs(cut),
    lost: layers.map(({ name }) => keptIn(cut.mask.get(name)!) === 0),
    fields: results.preview?.unitFields,
    signal: signalOf(state, cut),
    places: placesAt(snapshot),
    summary: describeCut(cut),
    state: describeNetwork(cut),
  };
  last = { parts, data };
  return data;
}

/** The network on the page as it is drawn, told without rendering anything. */
export const networkFeed: Feed<ToldNetwork> = { read, subscribe: (changed) => useStore.subscribe(changed) };

/** The same as long as it is that network: another takes its place before the page has drawn it. */
export const networkFeedOf = (run: number): Feed<ToldNetwork> => ({
  read: () => (useStore.getState().snapshot?.key.run === run ? read() : null),
  subscribe: networkFeed.subscribe,
});

/** "128 of 320 weights kept" and what they do: the picture in words. */
export const describeCut = (cut: Cut): string =>
  [`${count(cut.kept)} of ${count(cut.total)} weights kept`, describeNetwork(cut)].join(", ");

/** "16 of 32 units dead, 3 pruned by hand": what weights and units do, and who decided. */
const describeNetwork = (cut: Cut): string =>
  [describePaths(cut), ...describeUnread(cut), ...decidedByHand(cut)].join(", ");

/** 1 marks an input that some kept weight reads. */
function readInputs({ snapshot: { layers }, mask }: Cut): Uint8Array {
  const [{ name, shape }] = layers;
  const bits = mask.get(name)!;
  return Uint8Array.from({ length: shape[0] }, (_, i) =>
    bits.subarray(i * shape[1], (i + 1) * shape[1]).includes(1) ? 1 : 0,
  );
}

function describeUnread(cut: Cut): string[] {
  const read = readInputs(cut);
  const unread = read.length - keptIn(read);
  return unread > 0 ? [`${count(unread)} of ${count(read.length)} inputs no longer read`] : [];
}

/** "3 pruned by hand", where something was. */
function decidedByHand({ snapshot: { edits } }: Pick<Cut, "snapshot">): string[] {
  const counts = { [manual.pruned]: 0, [manual.kept]: 0 };
  for (const decided of edits.values()) for (const one of decided) if (one !== manual.open) counts[one as 1 | 2]++;
  return [
    ...(counts[manual.pruned] > 0 ? [`${count(counts[manual.pruned])} pruned by hand`] : []),
    ...(counts[manual.kept] > 0 ? [`${count(counts[manual.kept])} kept by hand`] : []),
  ];
}

let lastPlaces: { readonly snapshot: Snapshot; readonly places: Float32Array | null } | null = null;

/** The order in which connections go depends on the ranking alone. */
function placesAt(snapshot: Snapshot): Float32Array | null {
  if (lastPlaces?.snapshot !== snapshot) lastPlaces = { snapshot, places: placesOf(snapshot.ranking) };
  return lastPlaces.places;
}

/** When each weight goes, 0..1, of all kernels one after the other; null where units or layers go. What is protected goes last. */
function placesOf(ranking: Ranking): Float32Array | null {
  if (!isOfWeights(ranking)) return null;
  const total = [...ranking.maskBefore.values()].reduce((sum, { length }) => sum + length, 0);
  const places = new Float32Array(total).fill(1);
  for (const { order } of ranking.lists)
    for (let rank = 0; rank < order.length; rank++) places[order[rank]] = rank / order.length;
  return places;
}

/** The followed example on its way through the cut network. */
function signalOf({ followed, data, spec }: State, { snapshot: { layers }, mask }: Cut): Signal | null {
  if (followed === null || !data || !spec || data.shown instanceof Uint8Array) return null;
  const size = layers[0].shape[0];
  const inputs = data.shown.slice(followed * size, (followed + 1) * size);
  if (inputs.length < size) return null;
  const { activations, probabilities } = forward(spec, layers, mask, inputs, 1, biasMasks(layers, mask));
  return { values: [inputs, ...activations], probabilities };
}
