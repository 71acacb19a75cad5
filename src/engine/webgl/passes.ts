import { isParametric } from "../../network/layers/stage.ts";
import type { Activation } from "../../network/network.ts";
import { type FeatureMap, indexReader, quads, reader } from "./maps.ts";
import { type ParameterBlock, weightReader } from "./parameters.ts";
import { convolutionBack, convolutionForward, convolutionGradient } from "./shaders/convolution.ts";
import { denseBack, denseForward, denseGradient } from "./shaders/dense.ts";
import { activation, derivative, fourOutputs, pooledOutputs } from "./shaders/glsl.ts";
import { addBlocks, addRows, poolBack, poolForward } from "./shaders/pooling.ts";
import { isResidual, type Unit } from "./units.ts";
import type { Drawable, DrawPass, Readable, TextureRect, Workspace } from "./workspace.ts";

/** A layer's parameters and the texture they are in. */
export interface WeightTextures {
  readonly block: ParameterBlock;
  readonly state: Readable;
}

interface Parts {
  readonly to: FeatureMap | Drawable;
  /** Part of the target that is drawn; all of it where not given. */
  readonly box?: TextureRect;
  /** Maps by the name of their GLSL function, and the indices of pooled ones. */
  readonly maps: Readonly<Record<string, FeatureMap>>;
  readonly indices?: Readonly<Record<string, FeatureMap>>;
  readonly weights?: WeightTextures | undefined;
  readonly active?: Readable | undefined;
  readonly code: string;
}

/** Puts a pass together: readers of what it reads, then its code. */
function pass(workspace: Workspace, { to, box, maps, indices = {}, weights, active, code }: Parts): DrawPass {
  const fragment = [
    to.target.attachments === 4 ? fourOutputs : to.target.attachments === 1 ? "out vec4 o0;" : pooledOutputs,
    ...Object.entries(maps).map(([name, map]) => reader(name, map)),
    ...Object.entries(indices).map(([name, map]) => indexReader(name, map)),
    weights ? weightReader(weights.block) : "",
    code,
  ].join("\n");
  const names = [
    ...Object.keys(maps),
    ...Object.keys(indices),
    ...(weights ? ["W"] : []),
    ...(active ? ["Active"] : []),
  ];
  const { width, height } = to.target;
  return {
    program: workspace.program({ fragment, samplers: names.map((name) => `t${name}`) }),
    to,
    reads: [
      ...Object.values(maps),
      ...Object.values(indices).map(({ index }) => index!),
      ...(weights ? [weights.state] : []),
      ...(active ? [active] : []),
    ],
    box: box ?? { x: 0, y: 0, width, height },
  };
}

/** What a unit makes of its input. */
export function forwardPasses(workspace: Workspace, unit: Unit, weights: WeightTextures | undefined): DrawPass[] {
  const { stage, from, activated, to, isPooled } = unit;
  const maps = { X: from };
  if (!isParametric(stage)) return [pass(workspace, { to, maps, code: poolForward(stage) })];
  const { block } = weights!;
  const code = stage.kind === "dense" ? denseForward(from, block) : convolutionForward(stage, from, block, activated);
  const active = from.active?.texels;
  const passes = [pass(workspace, { to: activated, maps, weights, active, code: activation(stage.activation) + code })];
  if (isPooled || !stage.residual) return passes;
  const add = stage.kind === "dense" ? addRows : addBlocks(stage.to);
  return [...passes, pass(workspace, { to, maps: { F: activated, X: from }, code: add })];
}

/** `vec4 D(...)`: gradient at a unit's sums. A residual layer's own derivative is taken on the way. */
function deltaOf({ stage, delta, activated }: Unit): { maps: Parts["maps"]; code: string } {
  if (!isParametric(stage) || !stage.residual) return { maps: { D: delta }, code: "" };
  return {
    maps: { R: delta, F: activated },
    code: `${derivative("ownDerivative", stage.activation)}
vec4 D(int n, int y, int x, int c) { return R(n, y, x, c) * ownDerivative(F(n, y, x, c)); }`,
  };
}

/** Hands a unit's gradient to the unit below. `below` finishes it: what a residual layer hands on as it came, and the derivative of the
 *  activation below. */
export function backPass(workspace: Workspace, unit: Unit, under: Unit, weights: WeightTextures | undefined): DrawPass {
  const { stage, from, delta, isPooled } = unit;
  const own = deltaOf(unit);
  const activationBelow: Activation | null =
    isParametric(under.stage) && !isResidual(under.stage) ? under.stage.activation : null;
  const below = `${derivative("derivativeBelow", activationBelow)}
vec4 below(vec4 g, int n, int y, int x, int c) {
  return ${isResidual(stage) ? "(g + R(n, y, x, c))" : "g"}${activationBelow ? " * derivativeBelow(A(n, y, x, c))" : ""};
}`;
  const code = !isParametric(stage)
    ? poolBack(stage)
    : stage.kind === "dense"
      ? denseBack(stage, from)
      : convolutionBack(stage, delta, isPooled);
  return pass(workspace, {
    to: under.delta,
    maps: { ...own.maps, ...(activationBelow ? { A: from } : {}) },
    indices: isPooled || !isParametric(stage) ? { I: unit.to } : {},
    weights: isParametric(stage) ? weights : undefined,
    code: own.code + below + code,
  });
}

/** The gradient of a layer's kernel and biases, in parts. */
export function gradientPass(
  workspace: Workspace,
  unit: Unit,
  block: ParameterBlock,
  gradients: Drawable,
  examples: number,
): DrawPass {
  const { stage, from, delta, isPooled } = unit;
  if (!isParametric(stage)) throw new Error("A pool has no parameters.");
  const own = deltaOf(unit);
  const code =
    stage.kind === "dense"
      ? denseGradient(from, block, quads(examples))
      : convolutionGradient(stage, from, delta, isPooled, block, examples);
  return pass(workspace, {
    to: gradients,
    box: { x: 0, y: block.top, width: block.columns * block.parts, height: block.rows + 1 },
    maps: { X: from, ...own.maps },
    indices: isPooled ? { I: unit.to } : {},
    active: from.active?.examples,
    code: own.code + code,
  });
}
