import { denseNetwork } from "../../../src/network/network.ts";
import { openDigits } from "../data.ts";
import { adam, type Experiment, figureOf, initial, unknown } from "../experiment.ts";

const epochs = 20;
const sparsities = [0.98, 0.99];
const criteria = ["synflow", "snip", "grasp", "magnitude"];

/** Layer collapse. The reference's figures are of 1-D digits, so that only the ordering is tested here. */
export const deep: Experiment = {
  id: "deep",
  title: `Procedural digits 4k / 1k, 6 x 100 hidden, pruned at initialisation, then ${epochs} epochs (Adam 1e-3, batch 64)`,
  spec: denseNetwork([784, 100, 100, 100, 100, 100, 100, 10]),
  hyper: adam(1e-3, 64),
  epochs,
  open: openDigits,
  dense: null,
  cuts: sparsities.flatMap((sparsity) => [
    ...criteria.map((criterion) => initial(criterion, "global", sparsity, { [epochs]: unknown })),
    initial("magnitude", "layerwise", sparsity, { [epochs]: unknown }),
  ]),
  orders: sparsities.flatMap((sparsity) =>
    ["snip", "magnitude"].map((other) => ({
      title: `SynFlow survives at ${sparsity} (>= 20 %, chance is 10) and >= ${other}`,
      figures: ["synflow", other].map((criterion) => figureOf(initial(criterion, "global", sparsity), epochs)),
      atLeast: 20,
    })),
  ),
  connectivity: true,
};
