import { isParametric } from "../../network/layers/stage.ts";
import { type NetworkSpec, sizeOf } from "../../network/network.ts";
import type { Optimizer } from "../../network/optimizer.ts";
import { createActive } from "./active.ts";
import { type Active, type FeatureMap, quads, reader } from "./maps.ts";
import { placeBlocks, placesOf } from "./parameters.ts";
import { backPass, forwardPasses, gradientPass } from "./passes.ts";
import { gatherPixels, gatherRows, gatherWindows, softmaxBack } from "./shaders/batch.ts";
import { fourOutputs } from "./shaders/glsl.ts";
import {
  layerRectangles,
  lossShader,
  penaltyRectangles,
  penaltyShader,
  rectangleShader,
  rectangleVertices,
  type StateLayout,
  sectionsOf,
  updateShader,
} from "./shaders/update.ts";
import { flatStages, planUnits } from "./units.ts";
import type { Drawable, DrawPass, Readable, Target, Texture, TextureRect, Workspace } from "./workspace.ts";

/** Steps whose batches are uploaded at once. */
export const stepsAtOnce = 64;

/** A texture that a pass replaces while it reads it: drawn to its twin, which then takes its place. */
export class StateTexture implements Readable, Drawable {
  #textures: [Texture, Texture];
  #targets: [Target, Target];

  constructor(workspace: Workspace, width: number, height: number, layers: number) {
    const twin = () => workspace.texture("floats", width, height, layers);
    this.#textures = [twin(), twin()];
    const [a, b] = this.#textures.map((texture) => workspace.target(texture));
    this.#targets = [a, b];
  }

  get texture(): Texture {
    return this.#textures[0];
  }

  /** Where the next state is drawn. */
  get target(): Target {
    return this.#targets[1];
  }

  /** Where the current state is read from. */
  get source(): Target {
    return this.#targets[0];
  }

  swap(): void {
    this.#textures.reverse();
    this.#targets.reverse();
  }
}

/** A training step, written down once as a list of draws. */
export interface PassPlan {
  readonly layout: StateLayout;
  /** Where each parameter lies among the floats of [layer][row][column][channel] of `layout.rows` rows. */
  readonly places: Int32Array;
  readonly state: StateTexture;
  readonly mask: Texture;
  readonly order: Texture;
  /** Where pictures that a dense layer reads are not black. */
  readonly active: Active | undefined;
  readonly gather: DrawPass;
  readonly forward: readonly DrawPass[];
  readonly softmax: DrawPass;
  readonly backward: readonly DrawPass[];
  /** Passes, of those above, that look up which step of a call it is. */
  readonly stepped: readonly DrawPass[];
  /** A pass for each section of the state. */
  readonly update: readonly DrawPass[];
  readonly maskedUpdate: readonly DrawPass[];
  /** What the batches of a call add up to: cross-entropies, and penalties where there are any. */
  readonly losses: DrawTally;
  readonly penalties: DrawTally;
}

/** Sums, and the pass that adds to them. */
export interface DrawTally {
  readonly sums: StateTexture;
  readonly add: DrawPass;
}

/** Plans training in batches of at most `examples`; `skipsBlack` where the examples are pictures. Throws an error that says what the
 *  network or the card lacks for it. */
export function planSteps(
  spec: NetworkSpec,
  optimizer: Optimizer,
  data: Texture,
  workspace: Workspace,
  examples: number,
  skipsBlack: boolean,
): PassPlan {
  const stages = flatStages(spec);
  const layers = stages.filter(isParametric);
  const isFlat = stages[0].kind === "dense";
  const active =
    skipsBlack && isFlat ? createActive(workspace, quads(sizeOf(spec.input)), examples, stepsAtOnce) : undefined;
  const { input, units } = planUnits(stages, workspace, examples, active);
  const placed = placeBlocks(layers, examples);
  const layout: StateLayout = {
    optimizer,
    width: placed.width,
    rows: placed.height,
    blocks: placed.blocks,
  };
  const height = layout.rows * sectionsOf(layout);
  const state = new StateTexture(workspace, layout.width, height, 4);
  const widest = Math.max(...placed.blocks.map(({ columns, parts }) => columns * parts));
  const gradients = drawn(workspace, workspace.texture("floats", widest, placed.height, 4));
  const mask = workspace.texture("bytes", placed.width, placed.height, 4);
  const order = workspace.texture("words", examples, stepsAtOnce, 1);
  const logits = units[units.length - 1];

  let layer = 0;
  const withBlocks = units.map((unit) => ({
    unit,
    block: isParametric(unit.stage) ? placed.blocks[layer++] : undefined,
  }));
  const firstToLearn = units.findIndex(({ stage }) => isParametric(stage));
  const forward = withBlocks.flatMap(({ unit, block }) => forwardPasses(workspace, unit, block && { block, state }));
  const backward = withBlocks
    .map(({ unit, block }, u) => [
      ...(u > firstToLearn ? [backPass(workspace, unit, units[u - 1], block && { block, state })] : []),
      ...(block ? [gradientPass(workspace, unit, block, gradients, examples)] : []),
    ])
    .reverse()
    .flat();

  const updates = (isMasked: boolean) =>
    Array.from({ length: sectionsOf(layout) }, (_, section): DrawPass => {
      // Moments of pruned weights go on; the weights stay 0.
      const fragment = `${fourOutputs}${updateShader(layout, section, isMasked && section === 0)}`;
      return {
        program: workspace.program({ vertex: rectangleShader, fragment, samplers: ["tState", "tGradients", "tMask"] }),
        to: state,
        reads: [state, gradients, { texture: mask }],
        box: wholeOf(state),
        vertices: workspace.vertices(rectangleVertices(layerRectangles(layout, section), layout.width, height)),
      };
    });
  const lossSums = new StateTexture(workspace, 1, quads(examples), 1);
  const penaltySums = new StateTexture(workspace, layout.width, layers.length, 1);
  const batch = { order: { texture: order }, data: { texture: data } };
  const gatherCode = {
    rows: `${fourOutputs}${gatherRows}`,
    windows: `out vec4 o0;${gatherWindows(input.shape, input.frame)}`,
    pixels: `out vec4 o0;${gatherPixels(input.shape)}`,
    blocks: "",
  }[input.arrangement];
  const gather: DrawPass = {
    program: workspace.program({ fragment: gatherCode, samplers: ["tOrder", "tData"] }),
    to: input,
    reads: [batch.order, batch.data],
    box: wholeOf(input),
  };
  const softmax: DrawPass = {
    program: workspace.program({
      fragment: `${fourOutputs}${reader("Z", logits.to)}${softmaxBack(spec.outputs)}`,
      samplers: ["tZ", "tOrder"],
    }),
    to: logits.delta,
    reads: [logits.to, batch.order],
    box: wholeOf(logits.delta),
  };
  return {
    layout,
    places: placesOf(layers, placed),
    state,
    mask,
    order,
    active,
    gather,
    forward,
    softmax,
    backward,
    stepped: [gather, softmax, ...[...forward, ...backward].filter(({ reads }) => reads.some(isList))],
    update: updates(false),
    maskedUpdate: updates(true),
    losses: {
      sums: lossSums,
      add: {
        program: workspace.program({
          fragment: `out vec4 o0;${reader("Z", logits.to)}${lossShader(spec.outputs)}`,
          samplers: ["tSums", "tZ", "tOrder"],
        }),
        to: lossSums,
        reads: [lossSums, logits.to, batch.order],
        box: wholeOf(lossSums),
      },
    },
    penalties: {
      sums: penaltySums,
      add: {
        program: workspace.program({
          vertex: rectangleShader,
          fragment: `out vec4 o0;${penaltyShader}`,
          samplers: ["tSums", "tState"],
        }),
        to: penaltySums,
        reads: [penaltySums, state],
        box: wholeOf(penaltySums),
        vertices: workspace.vertices(rectangleVertices(penaltyRectangles(layout), layout.width, layers.length)),
      },
    },
  };
}

const isList = ({ texture }: Readable) => texture.format === "lists";

const drawn = (workspace: Workspace, texture: Texture): Readable & Drawable => ({
  texture,
  target: workspace.target(texture),
});

const wholeOf = ({ target: { width, height } }: FeatureMap | Drawable): TextureRect => ({ x: 0, y: 0, width, height });
