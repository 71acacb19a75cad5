import type { UnpairedLayer } from "../recipe/compareStates.ts";
import { kernelName } from "./layerNames.ts";
import { count, percent, percentSign, points } from "./numbers.ts";

/** Which of the two that are compared. */
export type Which = "first" | "second";

export const which: Readonly<Record<Which, string>> = { first: "first", second: "second" };
const letters: Readonly<Record<Which, string>> = { first: "A", second: "B" };

/** "from 0.1 to 0.2" without its first word. */
export const range = (from: string, to: string): string => `${from} to ${to}`;

/** What the page of two compared states says. What stands in an element of its own is handed in. */
export const compareStatesText = {
  region: "Compare states",
  onlyOne: "There is one state so far: train, prune or fine-tune, and there are two to compare.",
  turnRound: "Change the two over",
  deleted: "A state that was compared is deleted: choose another one above.",
  heading: (one: Which) => `${letters[one]}, the ${which[one]}`,
  here: "you are here",
  goTo: (one: Which) => `Go to the ${which[one]} state`,
  goThere: "go there",
  choice: (one: Which) => `The ${which[one]} state`,
  choose: "choose a state",
  option: (state: string, isHere: boolean) => `${state}${isHere ? " (you are here)" : ""}`,
  waits: "The two are being compared.",
  impossible: (why: string) => `They cannot be compared: ${why}`,
  tryAgain: "Try again",
  figures: "Figures and costs",
  figuresNote: "difference: second − first",
  figuresTable: {
    caption: "Figures and costs of the two states, on the validation set",
    columns: ["", which.first, which.second, "difference"],
  },
  perClass: {
    title: "By class",
    legend: <T>(first: T, second: T, lowest: number) => [
      first,
      " ring, ",
      second,
      ` dot, from ${Math.round(100 * lowest)} to 100\u202f%`,
    ],
    most: (shown: number, all: number) => `The ${shown} classes that differ most, of ${all}.`,
    caption: "Accuracy by class of the two states",
    columns: ["Class", "", which.first, which.second, "difference"],
    difference: (share: number) => `${share > 0 ? "+" : share < 0 ? "−" : ""}${percent(Math.abs(share))}`,
  },
} as const;

/** Examples that one state gets right and the other does not. */
export const changedText = {
  title: "Examples that changed",
  summary: (
    all: number,
    noun: string,
    found: { changed: number; bothRight: number; bothWrong: number; wrongOtherwise: number },
  ) =>
    `${found.changed === 0 ? "None" : count(found.changed)} of ${count(all)} validation ${noun}: ${count(found.bothRight)} are right in both, ${count(found.bothWrong)} in neither${
      found.wrongOtherwise > 0 ? `, ${count(found.wrongOtherwise)} of these as different classes` : ""
    }.`,
  table: (listed: number, all: number) => ({
    caption: `Examples that changed${all > listed ? `, the first ${listed} of ${count(all)}` : ""}`,
    columns: ["Example", "Is", "The first reads", "The second reads"],
  }),
  map: (one: Which, missed: number, rival: Which) =>
    `Decision boundary of the ${which[one]} state, with ${count(missed)} examples that only the ${which[rival]} gets right`,
  the: (one: Which) => `The ${which[one]}`,
  ringed: (missed: number, rival: Which) => `; ringed: ${count(missed)} that only the ${which[rival]} gets right`,
  only: <T>(rows: T, one: T, here: number | null) => [
    rows,
    " only the ",
    one,
    ` gets right${here === null ? "" : `; here ${here} of them`}`,
  ],
  picture: (is: string, read: string, rival: Which) => `a ${is}, read as ${read} by the ${which[rival]}`,
  isNot: (is: string, read: string) => `${is}, not ${read}`,
} as const;

const layerMask = (both: number, first: number, second: number, neither: number) =>
  `${count(both)} kept by both, ${count(first)} by the first alone, ${count(second)} by the second alone, ${count(neither)} by neither`;

/** Masks and weights of two states, layer by layer. */
export const layerPairsText = {
  title: "Masks and weights",
  caption: "Masks and weights of the two states, layer by layer",
  columns: <T>(only: (one: Which) => T) =>
    [
      "Layer",
      "Treated alike",
      "Kept ones shared",
      "by chance",
      "Both keep",
      only("first"),
      only("second"),
      "Neither",
      "Correlation",
    ] as const,
  only: <T>(one: T) => ["Only the ", one],
  all: "all of these",
  none: "–",
  correlation: (value: number) => value.toFixed(2).replace("-", "−"),
  note: "Treated alike: kept by both or pruned by both. Kept ones shared: of the weights that at least one of the two keeps, those that both do (Jaccard index); by chance: what two masks of these sizes share that know nothing of each other. Correlation (Pearson): of the values of those that both keep.",
  masks: {
    name: (layer: string) => `Masks of ${layer}`,
    title: "Masks",
    legend: <T>(first: T, second: T) => [": kept by the ", first, " alone, the ", second, " alone, grey by both"],
    summary: (layer: string, [both, first, second, neither]: readonly [number, number, number, number]) =>
      `Masks of ${layer}: ${layerMask(both, first, second, neither)}`,
  },
  weights: {
    name: (layer: string) => `Weights of ${layer}`,
    title: "Weights",
    legend: <T>(first: T, second: T) => [
      "on the dashed line the same; on the axes what the ",
      first,
      " or the ",
      second,
      " keeps alone",
    ],
    summary: (layer: string, both: number, correlation: number | null, sameSign: number) =>
      `Weights of ${layer} in both states: ${count(both)} kept by both${correlation === null ? "" : `, correlation ${correlation.toFixed(2)}`}, ${percentSign(sameSign)} of them with the same sign`,
    caption: "Weights by their values: columns in the first state, rows in the second",
    corner: "second \\ first",
    pruned: "pruned",
  },
  histograms: {
    name: (layer: string) => `Histograms of ${layer}`,
    title: "Histograms",
    legend: <T>(first: T, second: T) => ["kept weights by value: the ", first, " filled, the ", second, " a line"],
    summary: (layer: string, limit: string) =>
      `Histograms of the kept weights of ${layer}, between −${limit} and ${limit}`,
    caption: "Kept weights by value",
    columns: ["From", "to", which.first, which.second],
  },
} as const;

/** What figures of the two are called. */
export const figureNames = {
  accuracy: "Accuracy",
  right: "Right",
  loss: "Loss",
  pruned: "Pruned",
  kept: "Weights kept",
  multiplyAdds: "Multiply-adds",
  steps: "Optimizer steps that led there",
} as const;
export const rightOf = (correct: number, all: number): string => `${count(correct)} of ${count(all)}`;
export const unknown = "–";

/** "Moons, 8, seed 7: Train 4 epochs → Prune 80 %"; `isCut` where steps before these are left out. */
export const way = (network: string, steps: readonly string[], isCut: boolean): string =>
  `${network}: ${[...(isCut ? ["…"] : []), ...(steps.length > 0 ? steps : ["initial weights"])].join(" → ")}`;

/** What the difference of two states comes to. */
export const differenceText = {
  same: "Both have the same weights, bit for bit.",
  /** How many more of the same examples one gets right, and how many only one does. */
  more: (
    [one, other]: readonly [
      { correct: number; count: number; accuracy: number },
      { correct: number; accuracy: number },
    ],
    onlyOne: number,
    onlyOther: number,
  ) => {
    const more = Math.abs(one.correct - other.correct);
    const better = which[one.correct > other.correct ? "first" : "second"];
    const finding =
      more === 0
        ? `Both get ${count(one.correct)} of the same ${count(one.count)} validation examples right`
        : `Of the same ${count(one.count)} validation examples the ${better} gets ${count(more)} more right, a difference of ${points(one.accuracy - other.accuracy)}`;
    return onlyOne + onlyOther === 0
      ? `${finding}; there is none that only one of them does.`
      : `${finding}: ${count(onlyOne)} only the first does, ${count(onlyOther)} only the second.`;
  },
  apart: (
    one: { accuracy: number; count: number; data: string },
    other: { accuracy: number; count: number; data: string },
  ) =>
    `Accuracies of ${percentSign(one.accuracy)} and ${percentSign(other.accuracy)}, measured on different examples: ${count(one.count)} of “${one.data}” and ${count(other.count)} of “${other.data}”.`,
  steps: (one: number, other: number) => `They were trained for ${count(one)} and ${count(other)} optimizer steps.`,
  seeds: (one: number, other: number) =>
    `These are two single figures ${one === other ? `of one seed, ${one}` : `of the seeds ${one} and ${other}`}: other seeds may turn them round, and only several can say which way is better.`,
} as const;

/** What of two states cannot be compared, and why. */
export const incomparable = {
  otherName: (one: string, other: string) =>
    `Example by example nothing is compared, for they were validated on other data: “${one}” and “${other}”.`,
  otherContent: (name: string) =>
    `Example by example nothing is compared, for they were validated on other data: two files called “${name}”, with other contents.`,
  otherSplit:
    "Example by example nothing is compared: the seed, or settings of the data, chose other validation examples.",
  classes: (one: readonly string[], other: readonly string[]) =>
    `Their classes are others: ${one.join(", ")}; and ${other.join(", ")}.`,
  layers: (one: Which, layers: readonly UnpairedLayer[]) => {
    const named = layers.map(({ place, shape }) => `${kernelName(place)}, ${shape.join("\u202f×\u202f")}`);
    return `Only the ${which[one]} has the layer${layers.length > 1 ? "s" : ""} ${named.join("; ")}.`;
  },
  start:
    "Their initial weights are others, so a unit of one has nothing to do with the same unit of the other: expect masks that agree by chance, and weights that do not correlate.",
} as const;
