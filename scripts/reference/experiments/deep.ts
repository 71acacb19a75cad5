import { denseNetwork } from "../../../src/network/network.ts";
import { openSignals } from "../data.ts";
import { adam, cliff, type Experiment, effectiveFigure, figureOf, initial } from "../experiment.ts";

const epochs = 48;
/** Means of the reference at 98 and 99 %. Its 1-D digits are others than ours: orderings alone are held. */
const reference: readonly (readonly [criterion: string, scope: "global" | "layerwise", at98: number, at99: number])[] =
  [
    ["synflow", "global", 41, 35],
    ["snip", "global", 20, 8.9],
    ["magnitude", "global", 8.9, 8.9],
    ["magnitude", "layerwise", 16, 8.9],
  ];
const sparsities = [0.98, 0.99] as const;

const cuts = sparsities.flatMap((sparsity) =>
  reference.map(([criterion, scope, at98, at99]) =>
    initial(criterion, scope, sparsity, { [epochs]: cliff(sparsity === 0.98 ? at98 : at99) }),
  ),
);

/** Layer collapse of a deep network pruned untrained. */
export const deep: Experiment = {
  id: "deep",
  title: `1-D digits 4k / 1k, 40 inputs, 6 x 100 hidden, pruned at initialisation, then ${epochs} epochs (Adam 1e-3, batch 64)`,
  spec: denseNetwork([40, 100, 100, 100, 100, 100, 100, 10]),
  hyper: adam(1e-3, 64),
  epochs,
  open: openSignals,
  dense: null,
  cuts,
  orders: [
    ...sparsities.flatMap((sparsity) =>
      (["snip", "magnitude"] as const).map((other) => ({
        title: `SynFlow survives at ${sparsity} (>= 20 %, chance is 10), ahead of ${other}`,
        figures: ["synflow", other].map((criterion) => figureOf(initial(criterion, "global", sparsity), epochs)),
        atLeast: 20,
      })),
    ),
    ...sparsities.map((sparsity) => ({
      title: `effective sparsity at ${sparsity}: magnitude >= SNIP >= SynFlow`,
      figures: ["magnitude", "snip", "synflow"].map((criterion) =>
        effectiveFigure(initial(criterion, "global", sparsity)),
      ),
    })),
  ],
  connectivity: true,
};
