import { join } from "node:path";
import { readLayers } from "../../../src/network/notation.ts";
import { openIdx } from "../data.ts";
import { adam, denseFigure, type Experiment, figureOf, units, unknown } from "../experiment.ts";

const folder = "mnist-10k";
const epochs = 6;
const after = { 0: unknown, 1: unknown, 2: unknown };
/** By what filters and units go; the reference has no figures of convolutions. */
const criteria = ["magnitude", "fpgm", "taylor", "apoz", "random"];
const half = (criterion: string) => units(criterion, 0.5, after);

/** The page's small CNN: half of every layer's filters and units go. */
export const cnn: Experiment = {
  id: "cnn",
  title: `MNIST 10k / 2k, small CNN (8@3x3, pool, 16@3x3, pool, 64), Adam 1e-3, batch 64, ${epochs} epochs; no figures in the reference`,
  folder,
  spec: {
    input: [28, 28, 1],
    hidden: readLayers("c8x3-p2-c16x3-p2-64")!,
    outputs: 10,
    activation: "relu",
    initialiser: "glorot",
  },
  hyper: adam(1e-3, 64),
  epochs,
  open: (_seed: number, directory: string) => openIdx(join(directory, folder)),
  dense: unknown,
  cuts: [...criteria.map(half), units("magnitude", 0.5, after, "l1")],
  orders: [
    ...criteria.map((criterion) => ({
      title: `fine-tuning recovers half of the filters and units by ${criterion}: 2 epochs >= none`,
      figures: [2, 0].map((count) => figureOf(half(criterion), count)),
    })),
    {
      title: "half of the filters and units by magnitude, 2 epochs: within 2 points of dense",
      figures: [figureOf(half("magnitude"), 2), denseFigure],
      slack: 2,
    },
  ],
};
