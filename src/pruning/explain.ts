import { absolute, all, below, name, number, over, power, row, sign, words } from "./formula.ts";
import type { Explanation, Granularity, Scope } from "./types.ts";

const [i, j, l] = [name("i"), name("j"), name("ℓ")];
const share = name("S");

/** What one entry of a cut is. */
export const granularityExplained: Readonly<Record<Granularity, Explanation>> = {
  weight: {
    summary: "Every weight goes or stays by itself: at sparsity S, k of n go. Halves are rounded to the even number.",
    formula: row(name("k"), sign("="), words("round"), sign("("), share, name("n"), sign(")")),
    source: "counted as torch.nn.utils.prune does",
  },
  group: {
    summary:
      "Of every M weights that follow each other along the inputs of a unit, the N with the highest scores stay; a shorter rest of g keeps as many. Graphics cards multiply 2:4 faster.",
    formula: row(words("kept"), sign("="), words("min"), sign("("), name("N"), sign(","), name("g"), sign(")")),
    source: "Mishra et al. 2021, Accelerating sparse deep neural networks",
  },
  unit: {
    summary:
      "A neuron or filter goes as a whole, with its bias and all that reads it. It counts as much as the weights that enter it; p is 1 or 2, the norm.",
    formula: row(
      below(name("s"), j),
      sign("="),
      power(
        row(sign("("), all("∑", i, power(absolute(below(name("w"), row(i, j))), name("p"))), sign(")")),
        row(number("1"), sign("/"), name("p")),
      ),
    ),
    source: "Li et al. 2017, Pruning filters for efficient ConvNets",
  },
  channel: {
    summary:
      "A channel that a layer reads goes as a whole, and with it the neuron or filter that feeds it. It counts as much as the weights that read it.",
    formula: row(
      below(name("s"), i),
      sign("="),
      power(
        row(sign("("), all("∑", j, power(absolute(below(name("w"), row(i, j))), name("p"))), sign(")")),
        row(number("1"), sign("/"), name("p")),
      ),
    ),
    source: "He et al. 2017, Channel pruning for accelerating very deep neural networks",
  },
  layer: {
    summary:
      "A layer with a shortcut around it goes as a whole, biases too: what it read is handed on as it is. It counts as the mean score of its weights.",
    formula: row(name("y"), sign("="), name("x"), sign("+"), name("f"), sign("("), name("W"), name("x"), sign(")")),
    source: "Veit et al. 2016, Residual networks behave like ensembles of relatively shallow networks",
  },
};

/** How a cut is spread over the layers. */
export const scopeExplained: Readonly<Record<Scope, Explanation>> = {
  global: {
    summary:
      "One threshold θ for all layers: what scores below it goes, wherever it is. Scores of neurons and filters are divided by their layer's mean first.",
    formula: row(below(name("s"), i), sign("<"), name("θ")),
    source: "Frankle & Carbin 2019, The lottery ticket hypothesis (deep networks)",
  },
  layerwise: {
    summary: "Every layer loses the same share of its own.",
    formula: row(below(name("k"), l), sign("="), words("round"), sign("("), share, below(name("n"), l), sign(")")),
    source: "Han et al. 2015, Learning both weights and connections for efficient neural networks",
  },
  erk: {
    summary:
      "Erdős–Rényi kernel: a layer keeps in proportion to the sum of its kernel's sides over their product, so narrow layers keep more; ε makes the whole come out.",
    formula: row(
      below(name("d"), l),
      sign("="),
      words("min"),
      sign("("),
      number("1"),
      sign(","),
      name("ε"),
      over(all("∑", i, below(name("a"), i)), all("∏", i, below(name("a"), i))),
      sign(")"),
    ),
    source: "Evci et al. 2020, Rigging the lottery: making all tickets winners",
  },
  hand: {
    summary:
      "A slider for every layer. Together they make the sparsity S; the big slider takes less of each in proportion, or more of what is left.",
    formula: row(name("S"), name("n"), sign("="), all("∑", l, row(below(name("S"), l), below(name("n"), l)))),
    source: "Han et al. 2015, who chose every layer's threshold by its sensitivity",
  },
};
