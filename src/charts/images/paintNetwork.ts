import { isParametric, type Stage } from "../../network/layers/stage.ts";
import type { Mask } from "../../network/mask.ts";
import type { Layer } from "../../network/network.ts";
import type { StandingUnits } from "./hits.ts";
import { type Paint, paintArcs, paintEdges } from "./paint.ts";
import { frame, paintInput, paintReads } from "./paintMarks.ts";
import { paintAnswers, paintUnits } from "./paintUnits.ts";
import { paintGroups, paintMaps, paintWall, type UnitWeights } from "./paintWeights.ts";
import type { Plan } from "./plan.ts";
import { type Bones, type CutScene, heightsOf, type RunningSignal, strengthsOf } from "./scene.ts";
import type { Inks, Sheet } from "./sheet.ts";

/** A network that reads images or series, and one example on its way through it. */
export interface PictureData {
  readonly stages: readonly Stage[];
  /** Null while there are none: then the places stand empty. */
  readonly weights: {
    readonly layers: readonly Layer[];
    readonly mask: Mask;
    /** The mask of another cut to show differences from. */
    readonly other: Mask | undefined;
    /** Per hidden layer, 1 marks a unit that is on no path. */
    readonly dead: readonly Uint8Array[];
  } | null;
  /** Height and width of an image, or the length of a series. */
  readonly inputShape: readonly number[];
  readonly classes: readonly string[];
  /** What is followed, bytes mean value / 255; its label, and what becomes of it. */
  readonly input: ArrayLike<number> | null;
  readonly label: number | null;
  /** Stands over the answers. */
  readonly answerTitle: string;
  readonly signal: RunningSignal | null;
  /** Whether what goes are whole units. */
  readonly isWhole: boolean;
  /** Weights of a group, where the same number goes of each. */
  readonly groupSize: number | null;
  /** Whether the cut is being moved: then the faintest strands wait. */
  readonly isMoving: boolean;
}

/** Strands of one kernel that are drawn: as many as can be told apart, fewer while the cut moves. */
const mostStrands = 4000;
const mostMoving = 1800;

/** Weights of a group that stand in frames beside each other. */
const groupSizes = [2, 4, 8];

interface Painted {
  readonly plan: Plan;
  readonly sheet: Sheet;
  readonly inks: Inks;
  readonly bones: Bones | null;
  readonly scene: CutScene | null;
  readonly colours: Uint32Array | null;
  readonly standing: StandingUnits | null;
  readonly given: PictureData;
}

/** All of the picture, from what is read to the answers. */
export function paintNetwork(brush: Paint, painted: Painted): void {
  const { plan, sheet, inks, bones, scene, standing, given } = painted;
  const { stages, weights, input, inputShape, signal, label, answerTitle, classes, isWhole, isMoving } = given;
  const { columns, wall } = plan;
  const kernels = stages.filter(isParametric);
  const strengths = columns.map((column) => strengthsOf(column, signal));
  if (scene && bones && standing && weights) {
    const heights = columns.map((column, l) => heightsOf(plan, column, standing.orders[l]));
    const most = isMoving ? mostMoving : mostStrands;
    paintEdges(brush, plan, scene, bones, { heights, lit: strengths, dead: weights.dead, most, isWhole });
    paintArcs(
      brush,
      plan,
      kernels,
      weights.layers.map(({ name }) => !weights.mask.get(name)!.includes(1)),
    );
  }
  paintInput(brush, sheet, inks, plan.input, input, inputShape);
  const first = firstWeights(painted);
  if (first && standing) paintUnder(brush, painted, first, standing);
  else if (plan.reads) frame(brush, plan.reads, true);
  if (wall && first && standing) paintWall(brush, sheet, inks, wall, standing.shown, first);
  columns.forEach((column, l) => {
    const order = standing?.orders[l] ?? Array.from({ length: column.count }, (_, unit) => unit);
    const dead = weights?.dead[l];
    if (column.kind === "answers")
      paintAnswers(brush, plan, column, {
        classes,
        label,
        title: plan.width >= 560 ? answerTitle : null,
        probabilities: signal?.probabilities ?? null,
      });
    else if (column.kind === "units") {
      const marked =
        l === 0 && wall && standing && standing.shown.length < column.count ? new Set(standing.shown) : null;
      paintUnits(brush, plan, column, { order, strengths: strengths[l], dead, marked });
    } else {
      const [high, wide] = stages[column.stage].to;
      const answers = signal?.activations[column.stage] ?? null;
      const filters = l === 0 && column.kernels ? first : null;
      paintMaps(brush, sheet, inks, plan, column, { order, filters, answers, shape: [high, wide], dead });
    }
  });
  if (!weights && wall) paintEmptyWall(brush, plan);
}

function firstWeights({ colours, standing, given: { weights } }: Painted): UnitWeights | null {
  if (!weights || !colours || !standing) return null;
  const [layer] = weights.layers;
  const shape = layer.shape.length === 4 ? layer.shape.slice(0, 2) : standing.shape;
  return {
    weights: layer.weights,
    bits: weights.mask.get(layer.name)!,
    others: weights.other?.get(layer.name),
    colours,
    units: layer.bias.length,
    dead: weights.dead[0],
    shape,
  };
}

/** Under what is read: how much of it still is, or, where as many weights go of every group, such groups of one unit. */
function paintUnder(
  brush: Paint,
  { plan, sheet, inks, scene, given: { groupSize } }: Painted,
  first: UnitWeights,
  { shape, shown }: StandingUnits,
): void {
  const { context, theme, labels } = brush;
  const { reads: box, input } = plan;
  if (!box || !scene?.reads) return;
  const { count, norms } = scene.reads;
  const inGroups =
    groupSize !== null &&
    groupSizes.includes(groupSize) &&
    shape.length === 2 &&
    shape[1] % groupSize === 0 &&
    Math.min(...shape) >= 8;
  if (inGroups) paintGroups(brush, box, shown[2] ?? shown[0], groupSize, first);
  else paintReads(brush, sheet, inks, box, scene.reads, shape);
  const room = input.width + 2 * Math.min(14, input.left);
  const whole = inGroups ? `weights in ${groupSize}s` : `reads ${count} of ${norms.length}`;
  const text = labels.width(whole, 400) <= room ? whole : inGroups ? `in ${groupSize}s` : `reads ${count}`;
  const look = { weight: 400, colour: theme["ink-3"], align: "center", room } as const;
  labels.draw(context, text, box.left + box.width / 2, box.top + box.height + labels.size * 0.85, look);
}

function paintEmptyWall(brush: Paint, { wall }: Plan): void {
  frame(brush, wall!, true);
}
