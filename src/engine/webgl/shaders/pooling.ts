import type { Pooling } from "../../../network/layers/stage.ts";
import { quads } from "../maps.ts";
import { four, range } from "./glsl.ts";

/** The largest pixel of each square and where it lies, the first of equals; reads X. */
export const poolForward = ({ side, to: [height, , channels] }: Pooling) => `
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  int c = p.x % ${quads(channels)}, x = p.x / ${quads(channels)} * ${side}, n = p.y / ${height}, y = p.y % ${height} * ${side};
  o0 = X(n, y, x, c);
  oIndex = uvec4(0u);
  for (int i = 1; i < ${side * side}; i++) {
    vec4 v = X(n, y + i / ${side}, x + i % ${side}, c);
    bvec4 over = greaterThan(v, o0);
    o0 = mix(o0, v, over);
    uint u = uint(i);
    oIndex = uvec4(over.x ? u : oIndex.x, over.y ? u : oIndex.y, over.z ? u : oIndex.z, over.w ? u : oIndex.w);
  }
}`;

/** Gradient of a 2 x 2 block of pixels: that of its square for the largest, else 0; reads D, I. */
export const poolBack = ({ side, from: [height, , channels], to }: Pooling) => `
vec4 back(int n, int y, int x, int c) {
  int cy = y / ${side}, cx = x / ${side};
  if (cy >= ${to[0]} || cx >= ${to[1]}) return vec4(0.);
  uint own = uint(y % ${side} * ${side} + x % ${side});
  return D(n, cy, cx, c) * vec4(equal(I(n, cy, cx, c), uvec4(own)));
}
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  int c = p.x % ${quads(channels)}, x = p.x / ${quads(channels)} * 2, n = p.y / ${Math.ceil(height / 2)}, y = p.y % ${Math.ceil(height / 2)} * 2;
  ${range(4)
    .map((i) => `o${i} = below(back(n, y + ${i >> 1}, x + ${i & 1}, c), n, y + ${i >> 1}, x + ${i & 1}, c);`)
    .join("\n  ")}
}`;

/** The sum of an activation and what its layer read, texel by texel of the same arrangement; reads F and X at the pixels of `visit`. */
export const addBlocks = ([height, , channels]: readonly number[]) => `
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  int c = p.x % ${quads(channels)}, x = p.x / ${quads(channels)} * 2, n = p.y / ${Math.ceil(height / 2)}, y = p.y % ${Math.ceil(height / 2)} * 2;
  ${four((i) => `o${i} = F(n, y + ${i >> 1}, x + ${i & 1}, c) + X(n, y + ${i >> 1}, x + ${i & 1}, c);`)}
}`;

/** The same for rows of features. */
export const addRows = `
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  ${four((i) => `o${i} = F(4 * p.y + ${i}, 0, 0, p.x) + X(4 * p.y + ${i}, 0, 0, p.x);`)}
}`;
