import { edgeEnds } from "../../charts/network/geometry.ts";
import { type AxisKind, createAxis } from "../../charts/tradeoff/axis.ts";
import type { Connection, QueuedBar } from "../../motion/motion.ts";
import { inPruningOrder, isOfWeights, pruningOrder } from "../../pruning/order.ts";
import type { Ranking } from "../../pruning/types.ts";
import type { Snapshot } from "../../worker/protocol.ts";
import { endsOf } from "../thresholds.ts";
import type { PlacedNetwork } from "./placed.ts";

/** A box on the page, in CSS pixels. */
export interface PageBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A weight or unit in its place of the queue. */
export interface QueuedEntry {
  readonly bar: QueuedBar;
  /** Its place from the front, 0..1. */
  readonly rank: number;
  readonly value: number;
  readonly isSigned: boolean;
  /** The weight it is, and its connection in the network; null of what is no single weight, or of one that is not drawn. */
  readonly connection: Connection | null;
}

/** More bars than that are too thin to be seen. */
const mostBars = 420;

/** What queues under the axis between two shares of the queue, where it hangs and where it stands in the network: all of it, or a column
 *  each of what hangs too close. `network` is the network's box on the page, `queue` that of the queue. */
export function queueOf(
  { layers, ranking }: Snapshot,
  place: {
    readonly axis: AxisKind;
    readonly queue: PageBox;
    readonly network: PageBox | null;
    readonly placed: PlacedNetwork;
    readonly from: number;
    readonly to: number;
  },
): QueuedEntry[] {
  const { axis, queue, from, to } = place;
  const order = pruningOrder(ranking);
  const values = inPruningOrder(ranking, layers, order);
  const largest = values.reduce((most, one) => Math.max(most, Math.abs(one)), 1e-12);
  const count = Math.min(values.length, mostBars, Math.floor(queue.width / 2));
  const { x } = createAxis(axis, queue.left, queue.left + queue.width);
  const isSigned = isOfWeights(ranking);
  const connections = isSigned ? connectionsIn(ranking, order, place) : null;
  const entries: QueuedEntry[] = [];
  for (let c = 0; c < count; c++) {
    const rank = (c + 0.5) / count;
    if (rank < from || rank >= to) continue;
    const at = Math.floor(rank * values.length);
    const [left, right] = [x(c / count), x((c + 1) / count)];
    const bar = {
      x: left,
      y: queue.top,
      width: Math.max(1, (right - left) * 0.72),
      height: Math.max(2, Math.sqrt(Math.abs(values[at]) / largest) * (queue.height - 6)),
    };
    entries.push({ bar, rank, value: values[at] / largest, isSigned, connection: connections?.(at) ?? null });
  }
  return entries;
}

/** The connection on the page of what stands at a place of the queue; null where the network is not drawn as connections. */
function connectionsIn(
  ranking: Ranking,
  order: Uint32Array,
  { network, placed: { drawn } }: { readonly network: PageBox | null; readonly placed: PlacedNetwork },
): ((at: number) => Connection | null) | null {
  if (!network || !drawn || drawn.columns.length !== ranking.layers.length + 1) return null;
  const ends = endsOf(ranking);
  const entries = new Uint32Array(order.length);
  let start = 0;
  for (const list of ranking.lists) {
    entries.set(list.order, start);
    start += list.order.length;
  }
  return (at) => {
    const entry = entries[order[at]];
    const layer = ends.findIndex((end) => entry < end);
    const index = entry - (ends[layer - 1] ?? 0);
    const [x0, y0, x1, y1] = edgeEnds(drawn, layer, index);
    return y0 === undefined ? null : [network.left + x0, network.top + y0, network.left + x1, network.top + y1];
  };
}
