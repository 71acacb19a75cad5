import { join } from "node:path";
import { denseNetwork } from "../../../src/network/network.ts";
import { openIdx } from "../data.ts";
import { adam, band, cliff, type Experiment, figureOf, initial, trained, units, unknown } from "../experiment.ts";

const widths = [784, 300, 100, 10];
const folder = "mnist-10k";

const shared = {
  folder,
  spec: denseNetwork(widths),
  hyper: adam(1e-3, 128),
  epochs: 10,
  open: (_seed: number, directory: string) => openIdx(join(directory, folder)),
};

/** Sparsity of the weights when a share of every hidden layer's units is gone. */
function sparsityWithout(share: number): number {
  const kept = widths.map((width, l) =>
    l === 0 || l === widths.length - 1 ? width : width - Math.round(share * width),
  );
  const weights = (of: readonly number[]) => of.slice(1).reduce((sum, width, l) => sum + width * of[l], 0);
  return 1 - weights(kept) / weights(widths);
}

const none = { 0: unknown };
const cliffs = [0.8, 0.9, 0.95, 0.98];
const shares = [0.25, 0.5, 0.75, 0.9];

/** The trained network, cut and fine-tuned; figures of the first 10,000 training and 2,000 test images. */
export const mnistTrained: Experiment = {
  ...shared,
  id: "mnist-10k",
  title: "MNIST 10k / 2k, 784-300-100-10, Adam 1e-3, batch 128, 10 epochs, then fine-tuned with fresh Adam",
  dense: band(94.37, 0.19),
  cuts: [
    trained("magnitude", "global", 0.8, { 0: cliff(92.85, 0.3), 1: band(94.3, 0.18), 5: band(94.75, 0.26) }),
    trained("magnitude", "global", 0.9, { 0: cliff(88.18, 2.68), 1: band(92.97, 0.84), 5: band(94.2, 0.4) }),
    trained("magnitude", "global", 0.95, { 0: cliff(68.27, 1.13), 1: band(90.28, 0.29), 5: band(93.02, 0.26) }),
    trained("magnitude", "global", 0.98, { 0: cliff(32.22, 7.72), 1: band(77.73, 2.66), 5: band(88.45, 0.48) }),
    trained("magnitude", "global", 0.99, { 0: cliff(18.08, 7.88), 1: band(49.6, 6.91), 5: band(78.82, 0.93) }),
    trained("lamp", "global", 0.95, { 0: cliff(67.97, 2.02), 1: band(90.65, 0.14), 5: band(93.03, 0.11) }),
    trained("lamp", "global", 0.99, { 0: cliff(19.43, 6.54), 1: band(64.12, 7.39), 5: band(82.8, 1.2) }),
    trained("magnitude", "layerwise", 0.8, { 0: cliff(82.32, 3.05) }),
    trained("magnitude", "layerwise", 0.9, { 0: cliff(50.47, 3.36) }),
    trained("magnitude", "layerwise", 0.95, { 0: cliff(31.28, 2.05) }),
    trained("magnitude", "layerwise", 0.98, { 0: cliff(15.1, 2.66) }),
    trained("random", "layerwise", 0.8, { 0: cliff(26.48, 0.62) }),
    trained("random", "layerwise", 0.9, { 0: cliff(14.12, 1.2) }),
    trained("random", "layerwise", 0.95, { 0: cliff(11.48, 2.02) }),
    trained("random", "layerwise", 0.98, { 0: cliff(10.48, 0.32) }),
    units("magnitude", 0.25, { 0: cliff(89.55, 3.4), 1: band(93.93, 0.35), 2: band(94.55, 0.31), 5: band(95.1, 0.13) }),
    units("magnitude", 0.5, { 0: cliff(75.9, 6.73), 1: band(93.82, 0.56), 2: band(94.57, 0.45), 5: band(94.97, 0.12) }),
    units("magnitude", 0.75, { 0: cliff(48.58, 14.4), 1: band(90.68, 0.7), 2: band(92.05, 0.7), 5: band(93.58, 0.24) }),
    units("magnitude", 0.9, {
      0: cliff(25.8, 10.01),
      1: band(69.97, 13.11),
      2: band(83.85, 1.95),
      5: band(90.35, 0.44),
    }),
    units(
      "magnitude",
      0.5,
      { 0: cliff(76.27, 9.28), 1: band(93.8, 0.25), 2: band(94.7, 0.4), 5: band(95, 0.22) },
      "l1",
    ),
    units(
      "magnitude",
      0.75,
      { 0: cliff(47.95, 13.04), 1: band(90.63, 0.9), 2: band(92.45, 0.56), 5: band(93.8, 0.44) },
      "l1",
    ),
    units("random", 0.5, { 0: cliff(67.03, 13.43), 1: band(92.92, 0.43), 2: band(93.58, 0.15), 5: band(94.25, 0.13) }),
    units("random", 0.75, { 0: cliff(45.05, 12.21), 1: band(88.13, 1.16), 2: band(90.12, 0.56), 5: band(92.52, 0.33) }),
    ...shares.map((share) => trained("magnitude", "global", sparsityWithout(share), none)),
  ],
  orders: [
    ...cliffs.map((sparsity) => ({
      title: `global >= layerwise >= random at ${sparsity}, no fine-tuning`,
      figures: [
        trained("magnitude", "global", sparsity),
        trained("magnitude", "layerwise", sparsity),
        trained("random", "layerwise", sparsity),
      ].map((cut) => figureOf(cut, 0)),
    })),
    ...[...cliffs, 0.99].map((sparsity) => ({
      title: `fine-tuning recovers at ${sparsity}: 5 epochs >= 1 epoch >= none`,
      figures: [5, 1, 0].map((epochs) => figureOf(trained("magnitude", "global", sparsity), epochs)),
    })),
    ...[0.5, 0.75].map((share) => ({
      title: `units by L2 ahead of random ones (${share} of the units), 5 epochs`,
      figures: [units("magnitude", share), units("random", share)].map((cut) => figureOf(cut, 5)),
    })),
    ...shares.map((share) => ({
      title: `units below weights at equal density (${share} of the units), no fine-tuning`,
      figures: [trained("magnitude", "global", sparsityWithout(share)), units("magnitude", share)].map((cut) =>
        figureOf(cut, 0),
      ),
    })),
  ],
};

/** The initial network, cut and then trained; the reference has 8 seeds of these rows. */
export const mnistInitial: Experiment = {
  ...shared,
  id: "mnist-10k-init",
  title: "MNIST 10k / 2k, the same network pruned at initialisation, then 10 epochs",
  dense: null,
  cuts: [
    initial("snip", "global", 0.9, { 10: band(91.19, 0.39) }),
    initial("snip", "global", 0.95, { 10: band(89.38, 0.18) }),
    initial("snip", "global", 0.98, { 10: band(86.86, 0.53) }),
    initial("snip", "global", 0.99, { 10: band(83.03, 0.89) }),
    initial("synflow", "global", 0.9, { 10: band(90.91, 0.28) }),
    initial("synflow", "global", 0.95, { 10: band(89.6, 0.4) }),
    initial("synflow", "global", 0.98, { 10: band(87.62, 0.58) }),
    initial("synflow", "global", 0.99, { 10: band(83.54, 0.44) }),
    initial("magnitude", "global", 0.9, { 10: band(90.8, 0.37) }),
    initial("magnitude", "global", 0.95, { 10: band(88.9, 0.44) }),
    initial("magnitude", "global", 0.98, { 10: band(85.57, 0.33) }),
    initial("magnitude", "global", 0.99, { 10: band(75.34, 1.84) }),
    initial("random", "erk", 0.9, { 10: band(90.46, 0.27) }),
    initial("random", "erk", 0.95, { 10: band(88.92, 0.27) }),
    initial("random", "erk", 0.98, { 10: band(85.86, 0.34) }),
    initial("random", "erk", 0.99, { 10: band(77.47, 1.57) }),
    initial("random", "layerwise", 0.9, { 10: band(89.32, 0.42) }),
    initial("random", "layerwise", 0.95, { 10: band(87.11, 0.58) }),
    initial("random", "layerwise", 0.98, { 10: band(60.92, 4.97) }),
    initial("random", "layerwise", 0.99, { 10: band(27.28, 8.47) }),
    initial("grasp", "global", 0.9, { 10: unknown }),
    initial("grasp", "global", 0.95, { 10: unknown }),
    initial("grasp", "global", 0.98, { 10: unknown }),
    initial("grasp", "global", 0.99, { 10: unknown }),
  ],
  orders: [],
};
