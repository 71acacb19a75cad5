import type { StateComparison, StateFigures } from "../../recipe/compareStates.ts";
import type { RunNode } from "../../recipe/node.ts";
import { describeStep } from "../../store/actions/runs.ts";
import { bytes, count, figure, percent, points } from "../format.ts";
import { costSizes, describeNetwork } from "../runs/describe.ts";

const share = (value: number) => `${percent(value)}\u202f%`;

/** "+3", "−3", "0": how much more the second is than the first. */
function signed(difference: number, told: (size: number) => string): string {
  const size = told(Math.abs(difference));
  if (difference === 0) return size;
  return `${difference > 0 ? "+" : "−"}${size}`;
}

/** A figure of either state, and how much more it is in the second. */
export interface FigureRow {
  readonly what: string;
  readonly one: string;
  readonly other: string;
  readonly difference: string;
}

function row(what: string, [one, other]: readonly [number, number], told: (value: number) => string): FigureRow {
  return { what, one: told(one), other: told(other), difference: signed(other - one, told) };
}

/** What the two reach, what they prune and cost, and what training led there, all validation figures at their cuts. */
export function figureRows({ one, other }: StateComparison, nodes: readonly [RunNode, RunNode]): FigureRow[] {
  const shares = (what: string, values: readonly [number, number]): FigureRow => ({
    ...row(what, values, share),
    difference: signed(values[1] - values[0], points),
  });
  const right = (side: StateFigures) => `${count(side.correct)} of ${count(side.count)}`;
  const pruned = ({ cost, kept }: StateFigures) => 1 - kept / cost.total;
  const both = (pick: (side: StateFigures) => number) => [pick(one), pick(other)] as const;
  return [
    shares("Accuracy", [one.accuracy, other.accuracy]),
    {
      ...row(
        "Right",
        both((side) => side.correct),
        count,
      ),
      one: right(one),
      other: right(other),
    },
    row("Loss", [one.loss, other.loss], figure),
    shares("Pruned", both(pruned)),
    row(
      "Weights kept",
      both((side) => side.kept),
      count,
    ),
    row(
      "Multiply-adds",
      both((side) => side.cost.multiplyAdds.masked),
      count,
    ),
    ...costSizes(one.cost).map(({ what }, i) => {
      const sizes = both(({ cost }) => costSizes(cost)[i].size ?? Number.NaN);
      const told = (size: number) => (Number.isNaN(size) ? "–" : bytes(size));
      return { ...row(what, sizes, told), ...(sizes.some(Number.isNaN) ? { difference: "–" } : {}) };
    }),
    row("Optimizer steps that led there", [nodes[0].clock, nodes[1].clock], count),
  ];
}

/** Steps told at most; those before them are left out. */
const mostSteps = 8;

/** What led to a state: "Moons, 8, seed 7: Train 4 epochs → Prune 80 % → Fine-tune 2 epochs". Of cuts in a row only the last matters. */
export function describeWay([root, ...steps]: readonly RunNode[]): string {
  const told = steps.filter(({ step }, i) => step?.kind !== "prune" || steps[i + 1]?.step?.kind !== "prune");
  const shown = told.slice(-mostSteps).map(describeStep);
  const way = [...(told.length > shown.length ? ["…"] : []), ...(shown.length > 0 ? shown : ["initial weights"])];
  return `${describeNetwork(root)}: ${way.join(" → ")}`;
}

/** What the difference in accuracy comes to; no winner, for each is one figure of one seed. */
export function describeDifference(
  { one, other, examples }: StateComparison,
  nodes: readonly [RunNode, RunNode],
): string[] {
  const [first, second] = nodes;
  const sentences: string[] = [];
  if (first.fingerprint === second.fingerprint && one.cost.total === other.cost.total)
    sentences.push("Both have the same weights, bit for bit.");
  else if (examples) {
    const more = Math.abs(one.correct - other.correct);
    const changed = examples.onlyOne.length + examples.onlyOther.length;
    const which = one.correct > other.correct ? "first" : "second";
    sentences.push(
      more === 0
        ? `Both get ${count(one.correct)} of the same ${count(one.count)} validation examples right`
        : `Of the same ${count(one.count)} validation examples the ${which} gets ${count(more)} more right, a difference of ${points(one.accuracy - other.accuracy)}`,
    );
    sentences[0] +=
      changed === 0
        ? "; there is none that only one of them does."
        : `: ${count(examples.onlyOne.length)} only the first does, ${count(examples.onlyOther.length)} only the second.`;
  } else
    sentences.push(
      `Accuracies of ${share(one.accuracy)} and ${share(other.accuracy)}, measured on different examples: ${count(one.count)} of “${first.data}” and ${count(other.count)} of “${second.data}”.`,
    );
  if (first.clock !== second.clock)
    sentences.push(`They were trained for ${count(first.clock)} and ${count(second.clock)} optimizer steps.`);
  const seeds = [first.setup.seed, second.setup.seed];
  const ofSeeds = seeds[0] === seeds[1] ? `of one seed, ${seeds[0]}` : `of the seeds ${seeds[0]} and ${seeds[1]}`;
  sentences.push(
    `These are two single figures ${ofSeeds}: other seeds may turn them round, and only several can say which way is better.`,
  );
  return sentences;
}

/** What of the two cannot be compared, and why, a sentence each. */
export function describeRest(
  { one, other, examples, unpaired, layers }: StateComparison,
  [first, second]: readonly [RunNode, RunNode],
): string[] {
  const sentences: string[] = [];
  const isOtherName = first.setup.data !== second.setup.data || first.data !== second.data;
  const isOtherData = first.content !== undefined && second.content !== undefined && first.content !== second.content;
  if (!examples)
    sentences.push(
      isOtherName
        ? `Example by example nothing is compared, for they were validated on other data: “${first.data}” and “${second.data}”.`
        : isOtherData
          ? `Example by example nothing is compared, for they were validated on other data: two files called “${first.data}”, with other contents.`
          : "Example by example nothing is compared: the seed, or settings of the data, chose other validation examples.",
    );
  if (!haveSameClasses(one, other))
    sentences.push(`Their classes are others: ${one.classes.join(", ")}; and ${other.classes.join(", ")}.`);
  const alone = ([which, names]: readonly [string, readonly string[]]) =>
    names.length > 0 ? [`Only the ${which} has the layer${names.length > 1 ? "s" : ""} ${names.join("; ")}.`] : [];
  sentences.push(...alone(["first", unpaired.one]), ...alone(["second", unpaired.other]));
  const isOtherStart = first.setup.seed !== second.setup.seed || first.setup.initialiser !== second.setup.initialiser;
  if (isOtherStart && layers.length > 0)
    sentences.push(
      "Their initial weights are others, so a unit of one has nothing to do with the same unit of the other: expect masks that agree by chance, and weights that do not correlate.",
    );
  return sentences;
}

/** Whether accuracies of the classes can stand side by side. */
export const haveSameClasses = (one: StateFigures, other: StateFigures): boolean =>
  one.classes.length === other.classes.length && one.classes.every((name, c) => name === other.classes[c]);
