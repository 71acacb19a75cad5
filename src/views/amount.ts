import { keptIn } from "../network/mask.ts";
import { keptUnitsAt, prunedOfGroup } from "../pruning/cut.ts";
import type { Granularity } from "../pruning/types.ts";
import type { Setup } from "../setup/setup.ts";
import { isOpen } from "../store/before.ts";
import { type Cut, isCutAt } from "../store/cut.ts";
import type { State } from "../store/store.ts";
import { shareText, wholeNames } from "../text/cut.ts";
import type { Amount } from "../text/finding.ts";

/** What goes as a whole by a choice of granularity, in the plural; null where weights do, one by one or in groups. Neurons and
 *  filters together are units. */
export function wholes({ granularity, hidden }: Pick<Setup, "granularity" | "hidden">): string | null {
  const kinds = new Set(hidden.map(({ kind }) => kind));
  const units = !kinds.has("conv") ? wholeNames.neurons : kinds.has("dense") ? wholeNames.units : wholeNames.filters;
  const names: Readonly<Record<Granularity, string | null>> = {
    weight: null,
    group: null,
    unit: units,
    channel: wholeNames.channels,
    layer: wholeNames.layers,
  };
  return names[granularity];
}

/** "50.0 %", "50.0 % of neurons". */
export function describeShare(sparsity: number, setup: Pick<Setup, "granularity" | "hidden">): string {
  return shareText(sparsity, wholes(setup));
}

/** Of N:M groups, and of weights that went before in any other way than what goes now, weights are told. */
export function amountOf(
  cut: Cut,
  { sparsity, setup, history }: Pick<State, "sparsity" | "setup" | "history">,
): Amount {
  const weights = { kept: cut.kept, of: cut.total, noun: wholeNames.weights };
  const noun = wholes(setup);
  const { granularity } = cut.ranking;
  if (noun === null || granularity !== setup.granularity) return weights;
  if (!isOpen(cut) && !isCutAt(history, setup, sparsity)) return weights;
  const { kept, of } = granularity === "layer" ? layersIn(cut) : unitsIn(cut, sparsity);
  return kept === of && cut.kept < cut.total ? weights : { kept, of, noun };
}

/** Where a layer's last unit stays, it is told as kept. */
function unitsIn({ ranking }: Cut, sparsity: number) {
  const layers = keptUnitsAt(ranking, sparsity);
  const sum = (each: (bits: Uint8Array) => number) => layers.reduce((total, bits) => total + each(bits), 0);
  return { kept: sum(keptIn), of: sum((bits) => bits.length) };
}

const layersIn = ({ gone: { count, all } }: Cut) => ({ kept: all - count, of: all });

/** "2:4", where groups are pruned. */
export function patternOf(sparsity: number, { granularity, groupSize }: Pick<Setup, "granularity" | "groupSize">) {
  return granularity === "group" ? `${groupSize - prunedOfGroup(sparsity, groupSize)}:${groupSize}` : null;
}
