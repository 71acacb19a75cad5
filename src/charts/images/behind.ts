import type { Mask } from "../../network/mask.ts";
import type { Layer } from "../../network/network.ts";
import type { ThemeTokens } from "../useTheme.ts";
import { kept } from "./kept.ts";
import { paintArcs, paintEdges } from "./paint.ts";
import type { Plan } from "./plan.ts";
import { bonesOf, sceneOf } from "./scene.ts";

/** What lies behind the pictures of a network at a cut: all that its strands go by, as data that a worker can be sent. */
export interface Behind {
  readonly plan: Plan;
  readonly theme: ThemeTokens;
  /** Pixels of the screen a CSS pixel. */
  readonly scale: number;
  readonly layers: readonly Layer[];
  readonly mask: Mask;
  /** The mask of another cut to show differences from. */
  readonly other: Mask | undefined;
  /** Heights of the units of every column, by unit. */
  readonly heights: readonly Float32Array[];
  /** How strongly the units of every column answer what is followed, 0..1. */
  readonly lit: readonly (Float32Array | null)[];
  /** Whether a shortcut leads past a kernel. */
  readonly residual: readonly boolean[];
  /** Whether what goes are whole units. */
  readonly isWhole: boolean;
}

/** Strands of one kernel that are drawn: as many as can be told apart, fewer while the cut moves. */
const most = { all: 4000, few: 300 };

export type StrandsShown = keyof typeof most;

/** Draws what lies behind on a canvas of its own, wherever it runs; null stands for none. */
export function createBehindPainter(): (
  size: readonly [width: number, height: number],
  behind: Behind | null,
  strands: StrandsShown,
) => OffscreenCanvas {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext("2d")!;
  const bones = kept(bonesOf);
  return ([width, height], behind, strands) => {
    const scale = behind?.scale ?? 1;
    const [wide, high] = [width, height].map((side) => Math.max(1, Math.round(side * scale)));
    // A canvas that is given a size takes new memory, which costs as much as all that is drawn.
    if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high });
    context.resetTransform();
    context.clearRect(0, 0, wide, high);
    if (behind) {
      const { plan, theme, layers, mask, other, heights, lit, residual, isWhole } = behind;
      context.setTransform(scale, 0, 0, scale, 0, 0);
      const brush = { context, theme };
      const stand = bones(layers, plan);
      paintEdges(brush, plan, sceneOf(stand, mask, other), stand, { heights, lit, most: most[strands], isWhole });
      const gone = layers.map(({ name }) => !mask.get(name)!.includes(1));
      paintArcs(brush, plan, residual, gone);
    }
    return canvas;
  };
}
