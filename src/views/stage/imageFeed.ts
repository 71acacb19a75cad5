import type { Feed } from "../../charts/feed.ts";
import type { PictureData } from "../../charts/images/paintNetwork.ts";
import type { NetworkSpec } from "../../network/network.ts";
import type { Ranking } from "../../pruning/types.ts";
import { differenceOf } from "../../store/compare.ts";
import { cutOf } from "../../store/cut.ts";
import { followedInput, followedRow } from "../../store/followed.ts";
import { type State, telling, useStore } from "../../store/store.ts";
import { pictures } from "../../text/pictures.ts";
import { describeCut } from "./describeNetwork.ts";
import { orderOfUnits } from "./orderOfUnits.ts";

/** All that the picture depends on. */
const partsOf = ({ snapshot, sparsity, setup, results, followed, followedOwn, data, differsFrom }: State) =>
  [
    snapshot,
    sparsity,
    setup,
    results.follow,
    followed,
    followedOwn,
    data,
    differsFrom,
    differsFrom === null ? null : results,
  ] as const;

let last: { readonly parts: ReturnType<typeof partsOf>; readonly data: PictureData } | null = null;

function read(): PictureData {
  const state = useStore.getState();
  const parts = partsOf(state);
  if (last && parts.every((part, i) => part === last?.parts[i])) return last.data;
  const { snapshot, sparsity, setup, data, results } = state;
  const cut = snapshot && cutOf(snapshot, sparsity, setup);
  const row = followedRow(state);
  const picture = {
    weights: cut && {
      layers: cut.snapshot.layers,
      mask: cut.mask,
      other: differenceOf(state, cut)?.other.mask,
      dead: cut.dead,
    },
    orders: cut ? ordersIn(cut.snapshot.ranking) : [],
    input: followedInput(state),
    label: row === null ? null : (data?.labels[row] ?? null),
    signal: results.follow ?? null,
    groupSize: setup.granularity === "group" ? setup.groupSize : null,
    summary: cut ? describeCut(cut) : pictures.coming,
  };
  last = { parts, data: picture };
  return picture;
}

/** A network that reads images or signals as it is drawn, told without rendering anything, once a frame, and as long as it is the one
 *  on the page: another takes its place before the page has drawn it. */
export const imageFeedOf = (spec: NetworkSpec): Feed<PictureData> => ({
  read: () => {
    const now = useStore.getState().spec;
    return now === null || now === spec ? read() : null;
  },
  subscribe: telling.subscribe,
});

let lastOrders: { readonly ranking: Ranking; readonly orders: PictureData["orders"] } | null = null;

function ordersIn(ranking: Ranking): PictureData["orders"] {
  if (lastOrders?.ranking !== ranking) lastOrders = { ranking, orders: orderOfUnits(ranking) };
  return lastOrders.orders;
}
