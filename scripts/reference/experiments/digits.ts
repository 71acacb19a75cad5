import { denseNetwork } from "../../../src/network/network.ts";
import { openDigits } from "../data.ts";
import { adam, band, cliff, type Experiment, figureOf, trained } from "../experiment.ts";

/** The reference gives no sd for a row of these digits: that of MNIST 10k at the same sparsity and epochs stands in. */
const of = "MNIST 10k";

export const digits: Experiment = {
  id: "digits",
  title: "Procedural digits 4k / 1k, 784-128-64-10, Adam 1e-3, batch 64, 8 epochs",
  spec: denseNetwork([784, 128, 64, 10]),
  hyper: adam(1e-3, 64),
  epochs: 8,
  open: openDigits,
  dense: band(96.8, 0.5),
  cuts: [
    trained("magnitude", "global", 0.5, { 0: cliff(96.7), 2: band(96.9, 0.35, of) }),
    trained("magnitude", "global", 0.8, { 0: cliff(96.1), 2: band(96.8, 0.35, of) }),
    trained("magnitude", "global", 0.9, { 0: cliff(92), 2: band(96.2, 0.49, of) }),
    trained("magnitude", "global", 0.95, { 0: cliff(70.5), 2: band(93.8, 0.45, of) }),
    trained("magnitude", "global", 0.98, { 0: cliff(17), 2: band(81.7, 0.8, of) }),
  ],
  orders: [0.8, 0.9, 0.95, 0.98].map((sparsity) => ({
    title: `fine-tuning recovers at ${sparsity}: 2 epochs >= none`,
    figures: [2, 0].map((epochs) => figureOf(trained("magnitude", "global", sparsity), epochs)),
  })),
};
