import type { Optimizer } from "../../api.ts";
import { betas, epsilon, momentsOf, momentum } from "../../optimizer.ts";
import type { Block } from "../parameters.ts";
import { crossEntropy } from "./batch.ts";
import { float, four } from "./glsl.ts";

/** Parts of the state's texture, one below the other: parameters, moments, and what a call of `train` adds up: the cross-entropy of
 *  every place in the batch and the penalty of every column of a layer. */
export interface StateLayout {
  readonly optimizer: Optimizer;
  readonly width: number;
  /** Rows of the parameters; each moment takes as many. */
  readonly rows: number;
  readonly blocks: readonly Block[];
  /** Blocks of four examples. */
  readonly examples: number;
}

const sectionsOf = ({ optimizer }: StateLayout) => 1 + momentsOf[optimizer];

/** First row of the cross-entropies; the penalties follow. */
export const lossTop = (layout: StateLayout) => sectionsOf(layout) * layout.rows;
export const stateHeight = (layout: StateLayout) => lossTop(layout) + layout.examples + layout.blocks.length;

const kinds = { loss: 3, penalty: 4 } as const;

/** One rectangle a layer and part of the state: two triangles of (x, y, width and height of the state) and (kind, first row of the
 *  layer, its kernel's rows, parts of its gradient). Kinds 0 to 2 are parameters and moments. */
export function updateVertices(layout: StateLayout): Int32Array {
  const { width, rows, blocks, examples } = layout;
  const size = [width, stateHeight(layout)];
  const rectangle = (x: number, y: number, right: number, bottom: number, about: readonly number[]) =>
    [
      [x, y],
      [right, y],
      [x, bottom],
      [x, bottom],
      [right, y],
      [right, bottom],
    ].flatMap((corner) => [...corner, ...size, ...about]);
  const top = lossTop(layout);
  const sections = Array.from({ length: sectionsOf(layout) }, (_, section) =>
    blocks.map((block) => {
      const y = section * rows + block.top;
      return rectangle(0, y, block.columns, y + block.rows + 1, [section, block.top, block.rows, block.parts]);
    }),
  );
  const penalties = blocks.map((block, l) => {
    const y = top + examples + l;
    return rectangle(0, y, block.columns, y + 1, [kinds.penalty, block.top, block.rows, block.parts]);
  });
  const losses = rectangle(0, top, 1, top + examples, [kinds.loss, top, 0, 0]);
  return Int32Array.from([...sections.flat(2), ...losses, ...penalties.flat()]);
}

export const updateVertexShader = `
layout(location = 0) in ivec4 corner;
layout(location = 1) in ivec4 about;
flat out ivec4 vAbout;
void main() {
  vAbout = about;
  gl_Position = vec4(2. * vec2(corner.xy) / vec2(corner.zw) - 1., 0., 1.);
}`;

/** What each part of the state becomes; `w`, `m`, `v` are parameters and moments before the step, `g` the gradient. */
const steps: Readonly<Record<Optimizer, string>> = {
  sgd: "vec4 next = w - uRate * g;",
  momentum: `
    vec4 first = ${float(momentum)} * at(1, p, row, i) + g;
    if (vAbout.x == 1) return first;
    vec4 next = w - uRate * first;`,
  adam: `
    vec4 first = ${float(betas[0])} * at(1, p, row, i) + ${float(1 - betas[0])} * g;
    if (vAbout.x == 1) return first;
    vec4 second = ${float(betas[1])} * at(2, p, row, i) + ${float(1 - betas[1])} * g * g;
    if (vAbout.x == 2) return second;
    vec4 next = w - uRate * (first / (sqrt(second * uSecondScale) + ${float(epsilon)}));`,
};

/** Adds up the parts of the gradients, adds the penalties, steps the optimizer and applies the mask, for all layers at once; adds
 *  the losses of the batch to those of the call. Reads tState, tGradients, tMask, Z. SGD; momentum v = 0.9 v + g; Adam with bias
 *  correction (Kingma & Ba 2015, algorithm 1). */
export const updateShader = ({ optimizer, rows }: StateLayout, classes: number) => `
uniform sampler2DArray tState, tGradients, tMask;
uniform float uRate, uSecondScale;
uniform vec2 uPenalty;
uniform bool uIsMasked, uIsFirst;
flat in ivec4 vAbout;
${crossEntropy(classes)}
vec4 at(int section, ivec2 p, int row, int layer) {
  return texelFetch(tState, ivec3(p.x, section * ${rows} + row, layer), 0);
}
vec4 stepped(ivec2 p, int row, int i) {
  vec4 w = at(0, p, row, i), g = vec4(0.);
  for (int part = 0; part < vAbout.w; part++) g += texelFetch(tGradients, ivec3(p.x * vAbout.w + part, row, i), 0);
  if (row < vAbout.y + vAbout.z) g += uPenalty.x * sign(w) + uPenalty.y * w;
  ${steps[optimizer]}
  return uIsMasked ? next * texelFetch(tMask, ivec3(p.x, row, i), 0) : next;
}
float loss(ivec2 p) {
  int n = 4 * (p.y - vAbout.y);
  return (${four((i) => `loss(n + ${i})`, " + ")}) / float(uCount);
}
float penalty(ivec2 p) {
  vec4 sum = vec4(0.);
  if (uPenalty.x > 0. || uPenalty.y > 0.)
    for (int row = vAbout.y; row < vAbout.y + vAbout.z; row++)
      for (int i = 0; i < 4; i++) {
        vec4 w = at(0, p, row, i);
        sum += uPenalty.x * abs(w) + uPenalty.y * .5 * w * w;
      }
  return sum.x + sum.y + sum.z + sum.w;
}
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  if (vAbout.x >= ${kinds.loss}) {
    float before = uIsFirst ? 0. : texelFetch(tState, ivec3(p, 0), 0).x;
    o0 = vec4(before + (vAbout.x == ${kinds.loss} ? loss(p) : penalty(p)), 0., 0., 0.);
    o1 = o2 = o3 = vec4(0.);
    return;
  }
  int row = p.y - vAbout.x * ${rows};
  ${four((i) => `o${i} = stepped(p, row, ${i});`)}
}`;
