import type { Shape } from "../../../network/network.ts";
import { framed, quads } from "../maps.ts";
import { float, four, loop } from "./glsl.ts";

/** Rows of the data set that lie side by side in one layer of its texture. */
export const rowsInLayer = 2048;

/** The batch of a step: `uint batch(int n)` is the row of example n in its lower 24 bits, its label above. Reads tOrder, whose rows
 *  are the steps of one call. */
const order = `
uniform usampler2DArray tOrder;
uniform int uStep;
uniform int uCount;
uint batch(int n) { return texelFetch(tOrder, ivec3(n, uStep, 0), 0).r; }
`;

const dataset = `
uniform sampler2DArray tData;
ivec2 rowOf(int n) {
  int row = int(batch(n) & 0xffffffu);
  return ivec2(row % ${rowsInLayer}, row / ${rowsInLayer});
}
vec4 data(ivec2 row, int texel) { return texelFetch(tData, ivec3(texel, row), 0); }
`;

/** The examples of a batch as rows; places without an example get zeros. */
export const gatherRows = `${order}${dataset}
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  int n = 4 * p.y;
  ${four((i) => `o${i} = n + ${i} < uCount ? data(rowOf(n + ${i}), p.x) : vec4(0.);`)}
}`;

/** The examples of a batch as pictures, pixel by pixel. */
export const gatherPixels = ([height, width, channels]: Shape) => `${order}${dataset}
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  int c = p.x % ${quads(channels)}, x = p.x / ${quads(channels)}, n = p.y / ${height}, y = p.y % ${height};
  vec4 v = vec4(0.);
  ivec2 row = rowOf(n);
  int feature = (y * ${width} + x) * ${channels} + 4 * c;
  if (n < uCount)
    for (int i = 0; i < 4 && 4 * c + i < ${channels}; i++) v[i] = data(row, (feature + i) >> 2)[(feature + i) & 3];
  o0 = v;
}`;

/** The examples of a batch as grey pictures, four pixels of a row a texel, with zeros around. */
export const gatherWindows = ([height, width]: Shape, frame: number) => `${order}${dataset}
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  int n = p.y / ${framed(height, frame)}, y = p.y % ${framed(height, frame)} - ${frame}, x = p.x - ${frame};
  int pixel = y * ${width} + x, texel = pixel >> 2, shift = pixel & 3;
  ivec2 row = rowOf(n), texels = clamp(ivec2(texel, texel + 1), 0, ${quads(height * width) - 1});
  vec4 a = data(row, texels.x), b = data(row, texels.y);
  vec4 v = shift == 0 ? a : shift == 1 ? vec4(a.yzw, b.x) : shift == 2 ? vec4(a.zw, b.xy) : vec4(a.w, b.xyz);
  ivec4 column = x + ivec4(0, 1, 2, 3);
  bvec4 isOutside = bvec4(uvec4(lessThan(column, ivec4(0))) | uvec4(greaterThanEqual(column, ivec4(${width}))));
  o0 = n < uCount && y >= 0 && y < ${height} ? mix(v, vec4(0.), isOutside) : vec4(0.);
}`;

/** `Sums sums(int n)`: the largest logit of example n and the sum of exp(logit - largest); reads Z. */
const softmaxSums = (classes: number) => {
  const texels = quads(classes);
  const beyond = classes % 4;
  const logits =
    beyond === 0
      ? "Z(n, 0, 0, k)"
      : `(k < ${texels - 1} ? Z(n, 0, 0, k) : mix(vec4(-1e30), Z(n, 0, 0, k), bvec4(${four((i) => String(i < beyond), ", ")})))`;
  return `
vec4 logits(int n, int k) { return ${logits}; }
struct Sums { float top; float sum; };
Sums sums(int n) {
  vec4 m = vec4(-1e30), s = vec4(0.);
  ${loop("k", texels, "m = max(m, logits(n, k));")}
  float top = max(max(m.x, m.y), max(m.z, m.w));
  ${loop("k", texels, "s += exp(logits(n, k) - top);")}
  return Sums(top, s.x + s.y + s.z + s.w);
}`;
};

/** Gradient of the mean cross-entropy: (softmax - target) / examples; reads Z. */
export const softmaxBack = (classes: number) => `${order}${softmaxSums(classes)}
vec4 back(int n, int k) {
  if (n >= uCount) return vec4(0.);
  Sums s = sums(n);
  int own = int(batch(n) >> 24) - 4 * k;
  return (exp(logits(n, k) - s.top) / s.sum - vec4(equal(ivec4(0, 1, 2, 3), ivec4(own)))) / float(uCount);
}
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  ${four((i) => `o${i} = back(4 * p.y + ${i}, p.x);`)}
}`;

/** `float loss(int n)`: cross-entropy of example n; reads Z. */
export const crossEntropy = (classes: number) => `${order}${softmaxSums(classes)}
float loss(int n) {
  if (n >= uCount) return ${float(0)};
  Sums s = sums(n);
  int own = int(batch(n) >> 24);
  return log(s.sum) + s.top - Z(n, 0, 0, own >> 2)[own & 3];
}`;
