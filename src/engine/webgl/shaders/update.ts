import type { Optimizer } from "../../../network/optimizer.ts";
import { betas, epsilon, momentsOf, momentum } from "../../optimizer.ts";
import type { ParameterBlock } from "../parameters.ts";
import { crossEntropy } from "./batch.ts";
import { float, four } from "./glsl.ts";

/** The state's texture: parameters, and the moments below them, in sections of `rows`. */
export interface StateLayout {
  readonly optimizer: Optimizer;
  readonly width: number;
  readonly rows: number;
  readonly blocks: readonly ParameterBlock[];
}

export const sectionsOf = ({ optimizer }: StateLayout) => 1 + momentsOf[optimizer];

/** A rectangle of texels, and four whole numbers that its fragments see as `vAbout`. */
interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly bottom: number;
  readonly about: readonly [number, number, number, number];
}

/** Two triangles a rectangle, in a target of width x height texels: (x, y, width, height) and what it is about. */
export function rectangleVertices(rectangles: readonly Rectangle[], width: number, height: number): Int32Array {
  const vertices = rectangles.flatMap(({ x, y, right, bottom, about }) =>
    [
      [x, y],
      [right, y],
      [x, bottom],
      [x, bottom],
      [right, y],
      [right, bottom],
    ].flatMap((corner) => [...corner, width, height, ...about]),
  );
  return Int32Array.from(vertices);
}

export const rectangleShader = `
layout(location = 0) in ivec4 corner;
layout(location = 1) in ivec4 about;
flat out ivec4 vAbout;
void main() {
  vAbout = about;
  gl_Position = vec4(2. * vec2(corner.xy) / vec2(corner.zw) - 1., 0., 1.);
}`;

/** Rectangles of all layers in a section: first row of the layer in the parameters, rows of its kernel, parts of its gradient. */
export const layerRectangles = ({ blocks, rows }: StateLayout, section: number): Rectangle[] =>
  blocks.map(({ top, rows: kernelRows, columns, parts }) => {
    const y = section * rows + top;
    return { x: 0, y, right: columns, bottom: y + kernelRows + 1, about: [top, kernelRows, parts, 0] };
  });

/** Rows of texels, one a layer, that hold the penalties of its columns. */
export const penaltyRectangles = ({ blocks }: StateLayout): Rectangle[] =>
  blocks.map(({ top, rows, columns }, l) => ({ x: 0, y: l, right: columns, bottom: l + 1, about: [top, rows, 0, 0] }));

const velocity = `vec4 velocity = ${float(momentum)} * at(1, p, row, i) + g;`;
const first = `vec4 first = ${float(betas[0])} * at(1, p, row, i) + ${float(1 - betas[0])} * g;`;
const second = `vec4 second = ${float(betas[1])} * at(2, p, row, i) + ${float(1 - betas[1])} * g * g;`;
const step = "vec4 next = at(0, p, row, i) - uRate";

/** What each section of the state becomes, the parameters first; `g` is the gradient. SGD; momentum v = 0.9 v + g; Adam with bias
 *  correction and epsilon outside of the root (Kingma & Ba 2015, algorithm 1). */
const steps: Readonly<Record<Optimizer, readonly string[]>> = {
  sgd: [`${step} * g;`],
  momentum: [`${velocity} ${step} * velocity;`, velocity.replace("vec4 velocity", "vec4 next")],
  adam: [
    `${first} ${second} ${step} * (first / (sqrt(second * uSecondScale) + ${float(epsilon)}));`,
    first.replace("vec4 first", "vec4 next"),
    second.replace("vec4 second", "vec4 next"),
  ],
};

/** One section of the next state, for all layers at once: adds up the parts of the gradient, adds the penalties' gradients, steps the
 *  optimizer and applies the mask. Reads tState, tGradients, and tMask where weights are pruned. */
export const updateShader = ({ optimizer, rows, blocks }: StateLayout, section: number, isMasked: boolean) => `
uniform sampler2DArray tState, tGradients, tMask;
uniform float uRate, uSecondScale;
uniform vec2 uPenalty;
flat in ivec4 vAbout;
vec4 at(int section, ivec2 p, int row, int layer) {
  return texelFetch(tState, ivec3(p.x, section * ${rows} + row, layer), 0);
}
vec4 stepped(ivec2 p, int row, vec2 penalty, int i) {
  vec4 w = at(0, p, row, i), g = penalty.x * sign(w) + penalty.y * w;
  ${
    blocks.every(({ parts }) => parts === 1)
      ? "g += texelFetch(tGradients, ivec3(p.x, row, i), 0);"
      : "for (int part = 0; part < vAbout.z; part++) g += texelFetch(tGradients, ivec3(p.x * vAbout.z + part, row, i), 0);"
  }
  ${steps[optimizer][section]}
  return ${isMasked ? "next * texelFetch(tMask, ivec3(p.x, row, i), 0)" : "next"};
}
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  int row = p.y - ${section * rows};
  vec2 penalty = row < vAbout.x + vAbout.y ? uPenalty : vec2(0.);
  ${four((i) => `o${i} = stepped(p, row, penalty, ${i});`)}
}`;

/** Adds the cross-entropies of a batch, divided by its examples, to those of earlier batches of a call, a row of texels for four
 *  examples. Reads tSums, Z, tOrder. */
export const lossShader = (classes: number) => `
uniform sampler2DArray tSums;
uniform bool uIsFirst;
${crossEntropy(classes)}
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  vec4 sum = uIsFirst ? vec4(0.) : texelFetch(tSums, ivec3(p, 0), 0);
  o0 = sum + vec4(${four((i) => `loss(4 * p.y + ${i})`, ", ")}) / float(uCount);
}`;

/** Adds l1 |w| + l2 / 2 w^2 of a layer's columns to those of earlier batches. Reads tSums, tState. */
export const penaltyShader = `
uniform sampler2DArray tSums, tState;
uniform vec2 uPenalty;
uniform bool uIsFirst;
flat in ivec4 vAbout;
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  vec4 sum = uIsFirst ? vec4(0.) : texelFetch(tSums, ivec3(p, 0), 0);
  for (int row = vAbout.x; row < vAbout.x + vAbout.y; row++)
    for (int i = 0; i < 4; i++) {
      vec4 w = texelFetch(tState, ivec3(p.x, row, i), 0);
      sum += uPenalty.x * abs(w) + .5 * uPenalty.y * w * w;
    }
  o0 = sum;
}`;
