import { isParametric, type Pooling, type Stage } from "../../network/layers/stage.ts";
import { type NetworkSpec, type Shape, sizeOf } from "../../network/network.ts";
import { stagesOf } from "../../network/stages.ts";
import { type Active, createMap, type FeatureMap } from "./maps.ts";
import type { Workspace } from "./workspace.ts";

/** One or two stages that a pass computes at once: a convolution takes the pooling behind it along. */
export interface Unit {
  readonly stage: Stage;
  /** What it reads. */
  readonly from: FeatureMap;
  /** What its activation gives; `to` is that, or the sum with `from` where a residual layer adds it. */
  readonly activated: FeatureMap;
  readonly to: FeatureMap;
  /** Gradient of the loss: at the sums before the activation; behind it for residual layers and pools of their own. */
  readonly delta: FeatureMap;
  /** Whether the output is pooled by 2 in the same pass. */
  readonly isPooled: boolean;
}

export const isResidual = (stage: Stage) => isParametric(stage) && stage.residual;

/** The stages as this engine takes them: a first dense layer reads its examples flat. */
export function flatStages(spec: NetworkSpec): Stage[] {
  const [first, ...rest] = stagesOf(spec);
  return first.kind === "dense" ? [{ ...first, from: [1, 1, sizeOf(first.from)] }, ...rest] : [first, ...rest];
}

/** Lays a network out in feature maps for batches of at most `examples`. */
export function planUnits(stages: readonly Stage[], workspace: Workspace, examples: number, active?: Active) {
  const map = (shape: Shape, arrangement: FeatureMap["arrangement"], about?: Parameters<typeof createMap>[4]) =>
    createMap(workspace, shape, arrangement, examples, about);
  const [first] = stages;
  const isGrey = first.kind === "conv" && first.from[2] === 1 && !first.residual;
  const input = isGrey
    ? map(first.from, "windows", { frame: first.padding })
    : { ...map(first.from, first.kind === "dense" ? "rows" : "pixels"), active };
  const forward: Omit<Unit, "delta">[] = [];
  for (let s = 0, from: FeatureMap = input; s < stages.length; s++) {
    const stage = stages[s];
    const next = stages[s + 1];
    const isPooled = stage.kind === "conv" && !stage.residual && next?.kind === "pool" && next.side === 2;
    if (isPooled) s++;
    const activated =
      stage.kind === "dense"
        ? map(stage.to, "rows")
        : stage.kind === "conv" && !isPooled
          ? map(stage.to, "blocks")
          : map((isPooled ? (next as Pooling) : stage).to, "pixels", { isPooled: true });
    const to = isResidual(stage) ? map(stage.to, activated.arrangement) : activated;
    forward.push({ stage, from, activated, to, isPooled });
    from = to;
  }
  const units = forward.map((unit, u): Unit => {
    const above = forward[u + 1]?.stage.kind ?? "dense";
    return { ...unit, delta: map(unit.to.shape, above === "dense" ? "rows" : "blocks") };
  });
  return { input, units };
}
