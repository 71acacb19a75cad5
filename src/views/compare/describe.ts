import type { StateComparison, StateFigures, UnpairedLayer } from "../../recipe/compareStates.ts";
import type { RunNode } from "../../recipe/node.ts";
import {
  differenceText,
  figureNames,
  incomparable,
  rightOf,
  unknown,
  type Which,
  way,
} from "../../text/compareStates.ts";
import { dataName } from "../../text/dataNames.ts";
import { bytes, count, figure, percentSign, points } from "../../text/numbers.ts";
import { describeStep } from "../../text/steps.ts";
import { describeNetwork } from "../runs/describe.ts";
import { costSizes } from "../runs/facts.ts";

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
    ...row(what, values, percentSign),
    difference: signed(values[1] - values[0], points),
  });
  const right = (side: StateFigures) => rightOf(side.correct, side.count);
  const pruned = ({ cost, kept }: StateFigures) => 1 - kept / cost.total;
  const both = (pick: (side: StateFigures) => number) => [pick(one), pick(other)] as const;
  return [
    shares(figureNames.accuracy, [one.accuracy, other.accuracy]),
    {
      ...row(
        figureNames.right,
        both((side) => side.correct),
        count,
      ),
      one: right(one),
      other: right(other),
    },
    row(figureNames.loss, [one.loss, other.loss], figure),
    shares(figureNames.pruned, both(pruned)),
    row(
      figureNames.kept,
      both((side) => side.kept),
      count,
    ),
    row(
      figureNames.multiplyAdds,
      both((side) => side.cost.multiplyAdds.masked),
      count,
    ),
    ...costSizes(one.cost).map(({ what }, i) => {
      const sizes = both(({ cost }) => costSizes(cost)[i].size ?? Number.NaN);
      const told = (size: number) => (Number.isNaN(size) ? unknown : bytes(size));
      return { ...row(what, sizes, told), ...(sizes.some(Number.isNaN) ? { difference: unknown } : {}) };
    }),
    row(figureNames.steps, [nodes[0].clock, nodes[1].clock], count),
  ];
}

/** Steps told at most; those before them are left out. */
const mostSteps = 8;

/** What led to a state: "Moons, 8, seed 7: Train 4 epochs → Prune 80 % → Fine-tune 2 epochs". Of cuts in a row only the last matters. */
export function describeWay([root, ...steps]: readonly RunNode[]): string {
  const told = steps.filter(({ step }, i) => step?.kind !== "prune" || steps[i + 1]?.step?.kind !== "prune");
  const shown = told.slice(-mostSteps).map(({ step }) => describeStep(step));
  return way(describeNetwork(root), shown, told.length > shown.length);
}

const nameOf = ({ setup, data }: RunNode) => dataName(setup.data, data);

/** What the difference in accuracy comes to; no winner, for each is one figure of one seed. */
export function describeDifference(
  { one, other, examples }: StateComparison,
  nodes: readonly [RunNode, RunNode],
): string[] {
  const [first, second] = nodes;
  const sentences: string[] = [];
  if (first.fingerprint === second.fingerprint && one.cost.total === other.cost.total)
    sentences.push(differenceText.same);
  else if (examples)
    sentences.push(differenceText.more([one, other], examples.onlyOne.length, examples.onlyOther.length));
  else sentences.push(differenceText.apart({ ...one, data: nameOf(first) }, { ...other, data: nameOf(second) }));
  if (first.clock !== second.clock) sentences.push(differenceText.steps(first.clock, second.clock));
  sentences.push(differenceText.seeds(first.setup.seed, second.setup.seed));
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
        ? incomparable.otherName(nameOf(first), nameOf(second))
        : isOtherData
          ? incomparable.otherContent(nameOf(first))
          : incomparable.otherSplit,
    );
  if (!haveSameClasses(one, other)) sentences.push(incomparable.classes(one.classes, other.classes));
  const alone = (which: Which, unpaired: readonly UnpairedLayer[]) =>
    unpaired.length > 0 ? [incomparable.layers(which, unpaired)] : [];
  sentences.push(...alone("first", unpaired.one), ...alone("second", unpaired.other));
  const isOtherStart = first.setup.seed !== second.setup.seed || first.setup.initialiser !== second.setup.initialiser;
  if (isOtherStart && layers.length > 0) sentences.push(incomparable.start);
  return sentences;
}

/** Whether accuracies of the classes can stand side by side. */
export const haveSameClasses = (one: StateFigures, other: StateFigures): boolean =>
  one.classes.length === other.classes.length && one.classes.every((name, c) => name === other.classes[c]);
