import { denseNetwork } from "../../../src/network/network.ts";
import { openSpiral } from "../data.ts";
import { adam, band, cliff, type Experiment, figureOf, trained } from "../experiment.ts";

export const spiral: Experiment = {
  id: "spiral",
  title: "Spiral 250 points, tested on 4,000 others, 2-16-16-2 ReLU (He), Adam 0.01, batch 10, 400 epochs",
  spec: denseNetwork([2, 16, 16, 2], "relu", "he"),
  hyper: adam(0.01, 10),
  epochs: 400,
  open: openSpiral,
  dense: band(99.12, 0.41),
  cuts: [
    trained("magnitude", "global", 0.1, { 0: cliff(99.12, 0.38) }),
    trained("magnitude", "global", 0.2, { 0: cliff(99, 0.31) }),
    trained("magnitude", "global", 0.3, { 0: cliff(97.61, 2.35), 100: band(99.17, 0.22) }),
    trained("magnitude", "global", 0.5, { 0: cliff(81.51, 2.02), 100: band(98.86, 0.44) }),
    trained("magnitude", "global", 0.6, { 0: cliff(82.25, 4.35), 100: band(98.39, 1.23) }),
    trained("magnitude", "global", 0.7, { 0: cliff(75.2, 4.95), 100: band(93.13, 3.88) }),
    trained("magnitude", "global", 0.8, { 0: cliff(62.04, 11.16), 100: band(80.83, 7.7) }),
    trained("random", "layerwise", 0.1, { 0: cliff(72.84, 5.39) }),
    trained("random", "layerwise", 0.2, { 0: cliff(54.12, 11.17) }),
    trained("random", "layerwise", 0.3, { 0: cliff(49.74, 4.12) }),
  ],
  orders: [
    ...[0.1, 0.2, 0.3].map((sparsity) => ({
      title: `global >= random at ${sparsity}, no fine-tuning`,
      figures: [trained("magnitude", "global", sparsity), trained("random", "layerwise", sparsity)].map((cut) =>
        figureOf(cut, 0),
      ),
    })),
    ...[0.5, 0.6, 0.7, 0.8].map((sparsity) => ({
      title: `fine-tuning recovers at ${sparsity}: 100 epochs >= none`,
      figures: [100, 0].map((epochs) => figureOf(trained("magnitude", "global", sparsity), epochs)),
    })),
  ],
};
