import type { Parametric } from "../../../network/layers/stage.ts";
import { type FeatureMap, quads } from "../maps.ts";
import type { ParameterBlock } from "../parameters.ts";
import { activeReader, four, listed, loop } from "./glsl.ts";

// Every fragment computes a block of 4 x 4: four loads of each factor make 64 products.

/** Visits every texel of a pixel's channels, pixel by pixel, as `y`, `x`, `c`; `row` is the block of kernel rows it meets. Of flat
 *  pictures, those that are not black in a block of examples. */
const overInputs = ({ shape: [height, width, channels], active }: FeatureMap, block: string, body: string) => {
  if (active) return listed("c", block, `const int y = 0, x = 0; int row = c; ${body}`);
  const depth = quads(channels);
  const visit = `int row = (y * ${width} + x) * ${depth} + c; ${body}`;
  return loop("y", height, loop("x", width, loop("c", depth, visit)));
};

/** Sums of four units for four examples; reads X, W. */
export const denseForward = (from: FeatureMap, { rows }: ParameterBlock) => `${from.active ? activeReader : ""}
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  vec4 a0 = W(${rows}, 0, p.x), a1 = a0, a2 = a0, a3 = a0;
  int n = 4 * p.y;
  ${overInputs(
    from,
    "p.y",
    `vec4 ${four((i) => `w${i} = W(row, ${i}, p.x)`, ", ")};
    vec4 v;
    ${four((i) => `v = X(n + ${i}, y, x, c)${from.active ? " * isListed" : ""}; a${i} += v.x * w0 + v.y * w1 + v.z * w2 + v.w * w3;`)}`,
  )}
  ${four((i) => `o${i} = activate(a${i});`)}
}`;

/** Gradient of four inputs for four examples; reads D, W, and A and R through `below`. */
export const denseBack = ({ to }: Parametric, { shape: [height, width, channels] }: FeatureMap) => `
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  int y = p.y % ${height}, n = 4 * (p.y / ${height}), x = p.x / ${quads(channels)}, c = p.x % ${quads(channels)};
  int row = y * ${width * quads(channels)} + p.x;
  vec4 a0 = vec4(0.), a1 = a0, a2 = a0, a3 = a0;
  ${loop(
    "k",
    quads(to[2]),
    `vec4 ${four((i) => `w${i} = W(row, ${i}, k)`, ", ")};
    vec4 d;
    ${four((i) => `d = D(n + ${i}, 0, 0, k); a${i} += vec4(${four((j) => `dot(d, w${j})`, ", ")});`)}`,
  )}
  ${four((i) => `o${i} = below(a${i}, n + ${i}, y, x, c);`)}
}`;

/** Gradient of a block of the kernel, or of four biases, over all examples; reads X, D. */
export const denseGradient = (from: FeatureMap, { rows, top }: ParameterBlock, blocksOfExamples: number) => {
  const [, width, channels] = from.shape;
  const depth = quads(channels);
  const add = (n: string) =>
    `v = X(${n}, y, x, c)${from.active ? " * isListed" : ""}; d = D(${n}, 0, 0, p.x); ${four((j) => `a${j} += v[${j}] * d;`, " ")}`;
  return `${from.active ? activeReader : ""}
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy) - ivec2(0, ${top});
  vec4 a0 = vec4(0.), a1 = a0, a2 = a0, a3 = a0;
  if (p.y < ${rows}) {
    int c = p.y % ${depth}, x = (p.y / ${depth}) % ${width}, y = p.y / ${depth * width};
    vec4 v, d;
    ${
      from.active
        ? listed("n", "p.y", add("n"))
        : loop(
            "b",
            blocksOfExamples,
            four((i) => add(`4 * b + ${i}`)),
          )
    }
  } else {
    ${loop(
      "b",
      blocksOfExamples,
      four((i) => `a0 += D(4 * b + ${i}, 0, 0, p.x);`, " "),
    )}
  }
  ${four((i) => `o${i} = a${i};`)}
}`;
};
