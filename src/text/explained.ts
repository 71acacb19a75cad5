import type { CriterionId } from "../pruning/criteria/registry.ts";
import type { Granularity, Scope } from "../pruning/types.ts";
import { count } from "./numbers.ts";

/** What a choice does, in a sentence or two, and the paper it comes from. */
export interface Explanation {
  readonly summary: string;
  readonly source: string;
}

/** What a score goes by; its formula stands beside its code. */
const criteria: Readonly<Record<CriterionId, Explanation>> = {
  magnitude: {
    summary: "Small weights matter least: the smallest |w| go first.",
    source: "Han et al. 2015, Learning both weights and connections for efficient neural networks",
  },
  lamp: {
    summary:
      "A weight counts for its share of what its layer would keep: layers shrink in balance without being told how much.",
    source: "Lee et al. 2021, Layer-adaptive sparsity for the magnitude-based pruning",
  },
  taylor: {
    summary:
      "What the loss would change by if the weight were 0, to first order: gradient times weight, squared. A neuron or filter counts as the sum of its weights.",
    source: "Molchanov et al. 2019, Importance estimation for neural network pruning",
  },
  obd: {
    summary:
      "Optimal brain damage: what the loss would rise by at a minimum. The curvature h is exact where there are no hidden layers; elsewhere the empirical Fisher information, the mean of the squared gradients of single examples, stands for it.",
    source: "LeCun et al. 1990, Optimal brain damage",
  },
  wanda: {
    summary:
      "A weight counts for what it adds: its size times the norm of its input x. Compared within each neuron or filter.",
    source: "Sun et al. 2023, A simple and effective pruning approach for large language models",
  },
  apoz: {
    summary:
      "Neurons and filters that are silent most often go first: the average percentage of zeros among their activations a.",
    source: "Hu et al. 2016, Network trimming",
  },
  activation: {
    summary: "By mean activation: neurons and filters that are least active on average go first.",
    source: "Molchanov et al. 2017, Pruning convolutional neural networks for resource efficient inference",
  },
  fpgm: {
    summary:
      "A neuron or filter that resembles the others can be replaced by them: those nearest to the middle of their layer go first.",
    source: "He et al. 2019, Filter pruning via geometric median",
  },
  slimming: {
    summary:
      "Network slimming: a neuron or filter counts as the scale γ of its batch norm. Train with an L1 penalty on the scales, which draws those that are not needed to 0. Layers without batch norm stay whole.",
    source: "Liu et al. 2017, Learning efficient convolutional networks through network slimming",
  },
  snip: {
    summary: "Made for an untrained network: how strongly the loss feels that the connection is there.",
    source: "Lee et al. 2019, SNIP: single-shot network pruning based on connection sensitivity",
  },
  grasp: {
    summary:
      "Made for an untrained network: keeps what the gradient needs to flow. H is the Hessian of the loss, g its gradient; weights whose removal would help the flow go first.",
    source: "Wang et al. 2020, Picking winning tickets before training by preserving gradient flow",
  },
  synflow: {
    summary:
      "Made for an untrained network, and without data: how much of the flow R = 1ᵀ|W|…|W|1 from the inputs to the outputs goes through a weight. Worked out anew after every small cut, 100 times for each tenfold, so that no layer runs dry.",
    source: "Tanaka et al. 2020, Pruning neural networks without any data by iteratively conserving synaptic flow",
  },
  random: {
    summary: "Every weight is as likely to go as any other: the baseline each criterion must beat.",
    source: "the baseline of every comparison",
  },
};

export const criterionExplained = (id: string): Explanation => criteria[id as CriterionId];

/** What one entry of a cut is. */
export const granularityExplained: Readonly<Record<Granularity, Explanation>> = {
  weight: {
    summary: "Every weight goes or stays by itself: at sparsity S, k of n go. Halves are rounded to the even number.",
    source: "counted as torch.nn.utils.prune does",
  },
  group: {
    summary:
      "Of every M weights that follow each other along the inputs of a unit, the N with the highest scores stay; a shorter rest of g keeps as many. Graphics cards multiply 2:4 faster.",
    source: "Mishra et al. 2021, Accelerating sparse deep neural networks",
  },
  unit: {
    summary:
      "A neuron or filter goes as a whole, with its bias and all that reads it. It counts as much as the weights that enter it; p is 1 or 2, the norm.",
    source: "Li et al. 2017, Pruning filters for efficient ConvNets",
  },
  channel: {
    summary:
      "A channel that a layer reads goes as a whole, and with it the neuron or filter that feeds it. It counts as much as the weights that read it.",
    source: "He et al. 2017, Channel pruning for accelerating very deep neural networks",
  },
  layer: {
    summary:
      "A layer with a shortcut around it goes as a whole, biases too: what it read is handed on as it is. It counts as the mean score of its weights.",
    source: "Veit et al. 2016, Residual networks behave like ensembles of relatively shallow networks",
  },
};

/** How a cut is spread over the layers. */
export const scopeExplained: Readonly<Record<Scope, Explanation>> = {
  global: {
    summary:
      "One threshold θ for all layers: what scores below it goes, wherever it is. Scores of neurons and filters are divided by their layer's mean first.",
    source: "Frankle & Carbin 2019, The lottery ticket hypothesis (deep networks)",
  },
  layerwise: {
    summary: "Every layer loses the same share of its own.",
    source: "Han et al. 2015, Learning both weights and connections for efficient neural networks",
  },
  erk: {
    summary:
      "Erdős–Rényi kernel: a layer keeps in proportion to the sum of its kernel's sides over their product, so narrow layers keep more; ε makes the whole come out.",
    source: "Evci et al. 2020, Rigging the lottery: making all tickets winners",
  },
  hand: {
    summary:
      "A slider for every layer. Together they make the sparsity S; the big slider takes less of each in proportion, or more of what is left.",
    source: "Han et al. 2015, who chose every layer's threshold by its sensitivity",
  },
};

/** Behind what a criterion does, where it looks at examples. */
export const scoredOn = (examples: number): string =>
  ` Here on ${count(examples)} training examples drawn by the seed, the same for every step.`;

/** Words in formulas, by what they do. */
export const formulaWords = { round: "round", min: "min", kept: "kept" } as const;
