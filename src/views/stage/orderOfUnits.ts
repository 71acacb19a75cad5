import { unitCount } from "../../network/wiring.ts";
import type { Ranking } from "../../pruning/types.ts";

/** Units of every layer in the order that they stay, those that go last on top; null where what goes are no units. */
export function orderOfUnits({ granularity, layers, lists }: Ranking): readonly (readonly number[] | null)[] {
  if (granularity !== "unit" && granularity !== "channel") return layers.map(() => null);
  const counts = layers.slice(0, -1).map(unitCount);
  const starts = counts.map((_, l) => counts.slice(0, l).reduce((sum, one) => sum + one, 0));
  const orders = counts.map((): number[] => []);
  const seen = counts.map((units) => new Uint8Array(units));
  // Of lists of one layer each or one of all: in each the last to go stand at the end.
  for (const { order } of lists)
    for (const entry of order.toReversed()) {
      const l = starts.findLastIndex((start) => start <= entry);
      orders[l].push(entry - starts[l]);
      seen[l][entry - starts[l]] = 1;
    }
  // What is protected stays before all others.
  const whole = orders.map((order, l) => [...seen[l].keys()].filter((unit) => seen[l][unit] === 0).concat(order));
  return [...whole, null];
}
