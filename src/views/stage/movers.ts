import { type AxisKind, createAxis } from "../../charts/tradeoff/axis.ts";
import type { Connection, QueuedBar } from "../../motion/motion.ts";
import { inPruningOrder, isOfWeights, pruningOrder } from "../../pruning/order.ts";
import type { Ranking } from "../../pruning/types.ts";
import type { Snapshot } from "../../worker/protocol.ts";
import { endsOf } from "../thresholds.ts";
import type { PlacedNetwork } from "./placed.ts";
import { isOfUnits } from "./tideLayers.ts";

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
  /** Where it is drawn in the network; null where it is not. */
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
  const room = Math.min(mostBars, Math.floor(queue.width / 2));
  const count = axis === "linear" ? Math.min(values.length, room) : room;
  const { sparsity } = createAxis(axis, queue.left, queue.left + queue.width);
  const isSigned = isOfWeights(ranking);
  const connections = connectionsIn(ranking, order, place);
  const step = queue.width / Math.max(1, count);
  const entries: QueuedEntry[] = [];
  for (let c = 0; c < count; c++) {
    // The one in its middle stands for what hangs in a column.
    const x = queue.left + c * step;
    const rank = (sparsity(x) + sparsity(x + step)) / 2;
    if (rank < from || rank >= to) continue;
    const at = Math.min(values.length - 1, Math.floor(rank * values.length + 1e-6));
    const bar = {
      x,
      y: queue.top,
      width: Math.max(1, step * 0.72),
      height: Math.max(2, Math.sqrt(Math.abs(values[at]) / largest) * (queue.height - 6)),
    };
    entries.push({ bar, rank, value: values[at] / largest, isSigned, connection: connections?.(at) ?? null });
  }
  return entries;
}

/** Where on the page what stands at a place of the queue is drawn in the network; null where it is not drawn. */
function connectionsIn(
  ranking: Ranking,
  order: Uint32Array,
  { network, placed }: { readonly network: PageBox | null; readonly placed: PlacedNetwork },
): ((at: number) => Connection | null) | null {
  const places = placed.places?.();
  if (!network || !places) return null;
  const ends = endsOf(ranking);
  const placeOf = isOfWeights(ranking) ? places.weight : isOfUnits(ranking.granularity) ? places.unit : null;
  if (!placeOf) return null;
  const entries = new Uint32Array(order.length);
  let start = 0;
  for (const list of ranking.lists) {
    entries.set(list.order, start);
    start += list.order.length;
  }
  return (at) => {
    const entry = entries[order[at]];
    const layer = ends.findIndex((end) => entry < end);
    const found = placeOf(layer, entry - (ends[layer - 1] ?? 0));
    if (!found) return null;
    const [x0, y0, x1, y1] = found;
    return [network.left + x0, network.top + y0, network.left + x1, network.top + y1];
  };
}
