import { isParametric, type Stage } from "../../network/layers/stage.ts";
import type { Mask } from "../../network/mask.ts";
import type { Layer } from "../../network/network.ts";
import { pictures } from "../../text/pictures.ts";
import type { Sheet } from "../sheet.ts";
import type { ThemeTokens } from "../useTheme.ts";
import type { Behind } from "./behind.ts";
import type { StandingUnits } from "./hits.ts";
import type { Inks } from "./inks.ts";
import type { Paint } from "./paint.ts";
import { frame, paintInput, paintReads } from "./paintMarks.ts";
import { paintAnswers, paintUnits } from "./paintUnits.ts";
import { paintGroups, paintMaps, paintWall, type UnitWeights } from "./paintWeights.ts";
import type { Plan } from "./plan.ts";
import { heightsOf, type RunningSignal, stillRead, strengthsOf } from "./scene.ts";

/** A network that reads images or series, whatever it weighs. */
export interface PictureSetting {
  readonly stages: readonly Stage[];
  /** Height and width of an image, or the length of a series. */
  readonly inputShape: readonly number[];
  readonly classes: readonly string[];
  /** Stands over the answers. */
  readonly answerTitle: string;
  /** Whether what goes are whole units. */
  readonly isWhole: boolean;
}

/** What is drawn of it at a cut, and one example on its way through it. */
export interface PictureData {
  /** Null while there are none: then the places stand empty. */
  readonly weights: {
    readonly layers: readonly Layer[];
    readonly mask: Mask;
    /** The mask of another cut to show differences from. */
    readonly other: Mask | undefined;
    /** Per hidden layer, 1 marks a unit that is on no path. */
    readonly dead: readonly Uint8Array[];
  } | null;
  /** Units of every layer from top to bottom, where that is not their own order. */
  readonly orders: readonly (readonly number[] | null)[];
  /** What is followed, bytes mean value / 255; its label, and what becomes of it. */
  readonly input: ArrayLike<number> | null;
  readonly label: number | null;
  readonly signal: RunningSignal | null;
  /** Weights of a group, where the same number goes of each. */
  readonly groupSize: number | null;
  readonly summary: string;
}

/** Weights of a group that stand in frames beside each other. */
const groupSizes = [2, 4, 8];

/** All that painting goes by at a cut. */
export interface Painted {
  readonly plan: Plan;
  readonly sheet: Sheet;
  readonly inks: Inks;
  readonly setting: PictureSetting;
  readonly data: PictureData;
  readonly colours: Uint32Array | null;
  readonly standing: StandingUnits | null;
}

/** What lies behind it, at the screen's resolution; null while there is none. */
export function behindOf({ plan, setting, data, standing }: Painted, theme: ThemeTokens): Behind | null {
  const { weights, signal } = data;
  if (!standing || !weights) return null;
  const { columns } = plan;
  return {
    plan,
    theme,
    scale: devicePixelRatio,
    layers: weights.layers,
    mask: weights.mask,
    other: weights.other,
    heights: columns.map((column, l) => heightsOf(plan, column, standing.orders[l])),
    lit: columns.map((column) => strengthsOf(column, signal)),
    residual: setting.stages.filter(isParametric).map(({ residual }) => residual),
    isWhole: setting.isWhole,
  };
}

/** All that stands in the picture, from what is read to the answers. */
export function paintFront(brush: Paint, painted: Painted): void {
  const { plan, sheet, inks, setting, data, standing } = painted;
  const { stages, inputShape, answerTitle, classes } = setting;
  const { weights, input, signal, label } = data;
  const { columns, wall } = plan;
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
      paintUnits(brush, plan, column, { order, strengths: strengthsOf(column, signal), dead, marked });
    } else {
      const [high, wide] = stages[column.stage].to;
      const answers = signal?.activations[column.stage] ?? null;
      const filters = l === 0 && column.kernels ? first : null;
      paintMaps(brush, sheet, inks, plan, column, { order, filters, answers, shape: [high, wide], dead });
    }
  });
  if (!weights && wall) frame(brush, wall, true);
}

function firstWeights({ colours, standing, data: { weights } }: Painted): UnitWeights | null {
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
  { plan, sheet, inks, data: { groupSize, weights } }: Painted,
  first: UnitWeights,
  { shape, shown }: StandingUnits,
): void {
  const { context, theme, labels } = brush;
  const { reads: box, input } = plan;
  const read = weights && stillRead(weights.layers, weights.mask);
  if (!box || !read) return;
  const { count, norms } = read;
  const inGroups =
    groupSize !== null &&
    groupSizes.includes(groupSize) &&
    shape.length === 2 &&
    shape[1] % groupSize === 0 &&
    Math.min(...shape) >= 8;
  if (inGroups) paintGroups(brush, box, shown[2] ?? shown[0], groupSize, first);
  else paintReads(brush, sheet, inks, box, read, shape);
  const room = input.width + 2 * Math.min(14, input.left);
  const said = inGroups ? pictures.inGroups(groupSize) : pictures.reads(count, norms.length);
  const text = labels.width(said.text, 400) <= room ? said.text : said.short;
  const look = { weight: 400, colour: theme["ink-3"], align: "center", room } as const;
  labels.draw(context, text, box.left + box.width / 2, box.top + box.height + labels.size * 0.85, look);
}
