import type { Feed } from "../../charts/feed.ts";
import type { Signal } from "../../charts/network/looks.ts";
import type { NetworkData } from "../../charts/network/NetworkDiagram.tsx";
import { forward } from "../../network/forward.ts";
import { biasMasks } from "../../network/wiring.ts";
import { isOfWeights } from "../../pruning/order.ts";
import type { Ranking } from "../../pruning/types.ts";
import { differenceOf } from "../../store/compare.ts";
import { type Cut, cutOf } from "../../store/cut.ts";
import { followedRow } from "../../store/followed.ts";
import { type State, telling, useStore } from "../../store/store.ts";
import type { Snapshot } from "../../worker/protocol.ts";
import { describeCut, readInputs } from "./describeNetwork.ts";

/** All that the picture of the network depends on. */
const partsOf = ({ snapshot, sparsity, setup, results, followed, data, differsFrom }: State) =>
  [
    snapshot,
    sparsity,
    setup,
    results.preview,
    followed,
    data,
    differsFrom,
    differsFrom === null ? null : results,
  ] as const;

let last: { readonly parts: ReturnType<typeof partsOf>; readonly data: NetworkData } | null = null;

function read(): NetworkData | null {
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
    lost: cut.keptByLayer.map((kept) => kept === 0),
    fields: results.preview?.unitFields,
    signal: signalOf(state, cut),
    places: placesAt(snapshot),
    summary: describeCut(cut),
  };
  last = { parts, data };
  return data;
}

/** The network on the page as it is drawn, told without rendering anything, once a frame, and as long as it is that network: another
 *  takes its place before the page has drawn it. */
export const networkFeedOf = (run: number): Feed<NetworkData> => ({
  read: () => (useStore.getState().snapshot?.key.run === run ? read() : null),
  subscribe: telling.subscribe,
});

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
function signalOf(state: State, { snapshot: { layers }, mask }: Cut): Signal | null {
  const { data, spec } = state;
  const followed = followedRow(state);
  if (followed === null || !data || !spec || data.shown instanceof Uint8Array) return null;
  const size = layers[0].shape[0];
  const inputs = data.shown.slice(followed * size, (followed + 1) * size);
  if (inputs.length < size) return null;
  const { activations, probabilities } = forward(spec, layers, mask, inputs, 1, biasMasks(layers, mask));
  return { values: [inputs, ...activations], probabilities };
}
