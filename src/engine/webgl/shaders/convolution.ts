import type { Parametric } from "../../../network/layers/stage.ts";
import { type FeatureMap, quads } from "../maps.ts";
import { depthOf, type ParameterBlock } from "../parameters.ts";
import { four, loop, range } from "./glsl.ts";

// A fragment computes the four pixels of a 2 x 2 block for four channels: their windows overlap, and pooling by 2 needs just these.

const pixels = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;

/** `vec4 NAMEin(...)`: a map seen with zeros all around. */
const bordered = (name: string, [height, width]: readonly number[]) => `
vec4 ${name}in(int n, int y, int x, int c) {
  return y < 0 || y >= ${height} || x < 0 || x >= ${width} ? vec4(0.) : ${name}(n, y, x, c);
}`;

/** Block and layer, as GLSL, of the kernel's rows at tap (`ky`, kx) for the channels of texel `c`: one row for a single channel, else
 *  four. */
function tapRows(stage: Parametric, kx: number): string[] {
  const side = stage.kernel[0];
  const depth = depthOf(stage);
  if (stage.from[2] === 1) return [`ky * ${depth} + ${kx >> 2}, ${kx & 3}`];
  return range(4).map((i) => `(ky * ${side} + ${kx}) * ${depth} + c, ${i}`);
}

/** `vec4 window(n, y, x)`: four pixels in a row of X, which has a single channel. */
const window = (from: FeatureMap) =>
  from.arrangement === "windows"
    ? "\nvec4 window(int n, int y, int x) { return X(n, y, x, 0); }"
    : `${bordered("X", from.shape)}
vec4 window(int n, int y, int x) { return vec4(${four((i) => `Xin(n, y, x + ${i}, 0).x`, ", ")}); }`;

/** Goes over the rows of a window of side + 1 pixels by side + 1, each loaded once: `load` leaves row `t` in v0, v1 .. (`held` of
 *  them), and for each row of the kernel, when u0 .. and v0 .. hold the two rows it meets (`t` being the second), `taps` are done. */
const overRows = (side: number, held: number, load: string, taps: string) => {
  const columns = range(held);
  const keep = columns.map((i) => `u${i} = v${i};`).join(" ");
  return `
  vec4 ${columns.map((i) => `u${i}, v${i}`).join(", ")}, w0, w1, w2, w3;
  { const int t = 0; ${load} ${keep} }
  for (int t = 1; t <= ${side}; t++) {
    ${load}
    ${taps}
    ${keep}
  }`;
};

/** Which of four values is the largest, the first of equals; leaves them in `m` and `oIndex`. */
const largest = `
  vec4 m = a0;
  oIndex = uvec4(0u);
  ${[1, 2, 3].map((i) => `{ bvec4 over = greaterThan(a${i}, m); m = mix(m, a${i}, over); oIndex = uvec4(over.x ? ${i}u : oIndex.x, over.y ? ${i}u : oIndex.y, over.z ? ${i}u : oIndex.z, over.w ? ${i}u : oIndex.w); }`).join("\n  ")}`;

/** Four pixels of a convolution, or the largest of them; reads X, W. */
export function convolutionForward(stage: Parametric, from: FeatureMap, block: ParameterBlock, to: FeatureMap): string {
  const { kernel, padding } = stage;
  const side = kernel[0];
  const columns = block.columns;
  const down = to.arrangement === "pixels" ? to.shape[0] : Math.ceil(to.shape[0] / 2);
  const isSingle = from.shape[2] === 1;
  const held = isSingle ? quads(side + 1) : side + 1;
  const load = range(held).map(
    (i) => `v${i} = ${isSingle ? `window(n, y + t, x + ${4 * i})` : `Xin(n, y + t, x + ${i}, c)`};`,
  );
  const taps = range(side).map((kx) => {
    const rows = tapRows(stage, kx);
    const weights = rows.map((at, i) => `w${i} = W(${at}, o);`).join(" ");
    const sums = pixels.map(([dy, dx], i) => {
      const v = (column: number, r: number) =>
        `${"uv"[dy]}${isSingle ? `${column >> 2}[${column & 3}]` : `${column}[${r}]`}`;
      return `a${i} += ${rows.map((_, r) => `${v(kx + dx, r)} * w${r}`).join(" + ")};`;
    });
    return `${weights} ${sums.join(" ")}`;
  });
  return `${isSingle ? window(from) : bordered("X", from.shape)}
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  int o = p.x % ${columns}, x = 2 * (p.x / ${columns}) - ${padding}, n = p.y / ${down}, y = 2 * (p.y % ${down}) - ${padding};
  vec4 a0 = W(${block.rows}, 0, o), a1 = a0, a2 = a0, a3 = a0;
  ${loop("c", quads(from.shape[2]), overRows(side, held, load.join(" "), `int ky = t - 1;\n${taps.join("\n")}`))}
  ${to.arrangement === "pixels" ? `${largest}\n  o0 = activate(m);` : four((i) => `o${i} = activate(a${i});`)}
}`;
}

/** Loads the gradients at the output of row `oy` into v0 .., from column 2 bx + low on. Each cell of a pooled map is loaded once and
 *  gives its gradient to its largest pixel. */
function loadGradients(side: number, low: number, isPooled: boolean): string {
  if (!isPooled)
    return range(side + 1)
      .map((i) => `v${i} = Din(n, oy, 2 * bx + ${low + i}, k);`)
      .join(" ");
  const cell = (i: number) => Math.floor((low + i) / 2);
  const cells = [...new Set(range(side + 1).map(cell))];
  const loads = cells.map(
    (cx, i) => `d${i} = vec4(0.); k${i} = uvec4(9u);
      if (inside(oy >> 1, bx + ${cx})) { d${i} = D(n, oy >> 1, bx + ${cx}, k); k${i} = I(n, oy >> 1, bx + ${cx}, k); }`,
  );
  const gated = range(side + 1).map((i) => {
    const at = cells.indexOf(cell(i));
    return `v${i} = d${at} * vec4(equal(k${at}, uvec4(first + ${low + i - 2 * cell(i)}u)));`;
  });
  return `vec4 ${cells.map((_, i) => `d${i}`).join(", ")}; uvec4 ${cells.map((_, i) => `k${i}`).join(", ")};
    uint first = uint(2 * (oy & 1));
    ${loads.join("\n")}
    ${gated.join(" ")}`;
}

/** Gradient of a 2 x 2 block of the input for four channels; reads D (and I where the output is pooled), W. */
export function convolutionBack(stage: Parametric, delta: FeatureMap, isPooled: boolean): string {
  const { kernel, padding, from } = stage;
  const side = kernel[0];
  const depth = quads(from[2]);
  const down = Math.ceil(from[0] / 2);
  const low = padding - side + 1;
  // The kernel's last row meets the window's first.
  const taps = range(side).map((kx) => {
    const rows = tapRows(stage, kx);
    const weights = rows.map((at, i) => `w${i} = W(${at}, k);`).join(" ");
    const sums = pixels.map(([dy, dx], i) => {
      const g = `${"uv"[dy]}${dx + side - 1 - kx}`;
      return rows.length === 1
        ? `a${i}.x += dot(${g}, w0);`
        : `a${i} += vec4(${four((r) => `dot(${g}, w${r})`, ", ")});`;
    });
    return `${weights} ${sums.join(" ")}`;
  });
  const load = `int oy = 2 * by + ${low} + t; ${loadGradients(side, low, isPooled)}`;
  return `
bool inside(int y, int x) { return y >= 0 && y < ${delta.shape[0]} && x >= 0 && x < ${delta.shape[1]}; }
${bordered("D", delta.shape)}
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  int c = p.x % ${depth}, bx = p.x / ${depth}, n = p.y / ${down}, by = p.y % ${down};
  vec4 a0 = vec4(0.), a1 = a0, a2 = a0, a3 = a0;
  ${loop("k", quads(stage.to[2]), overRows(side, side + 1, load, `int ky = ${side} - t;\n${taps.join("\n")}`))}
  ${pixels.map(([dy, dx], i) => `o${i} = below(a${i}, n, 2 * by + ${dy}, 2 * bx + ${dx}, c);`).join("\n  ")}
}`;
}

/** Gradient of a block of the kernel, or of four biases, over the examples of one part; reads X, D (and I where pooled). */
export function convolutionGradient(
  stage: Parametric,
  from: FeatureMap,
  delta: FeatureMap,
  isPooled: boolean,
  { parts, rows, top }: ParameterBlock,
  examples: number,
): string {
  const { kernel, padding } = stage;
  const side = kernel[0];
  const depth = depthOf(stage);
  const [height, width] = delta.shape;
  const each = Math.ceil(examples / parts);
  const isSingle = from.shape[2] === 1;
  const over = (body: string) => `
    for (int n = first; n < last; n++) for (int y = 0; y < ${height}; y++) for (int x = 0; x < ${width}; x++) { ${body} }`;
  // Where the tap's pixel lies; a pooled map has four to a cell.
  const stride = isPooled ? 2 : 1;
  const sums = isSingle
    ? singleChannelSums(side, isPooled)
    : (isPooled ? pixels : pixels.slice(0, 1))
        .map(
          ([dy, dx], i) =>
            `{ vec4 v = Xin(n, top + ${dy}, left + ${dx}, c), e = ${gated(isPooled, i)}; ${four((j) => `a${j} += v[${j}] * e;`, " ")} }`,
        )
        .join("\n");
  const place = isSingle
    ? `int ky = p.y / ${depth}, kx = 4 * (p.y % ${depth}); const int c = 0;`
    : `int c = p.y % ${depth}, tap = p.y / ${depth}, ky = tap / ${side}, kx = tap % ${side};`;
  return `${isSingle ? window(from) : bordered("X", from.shape)}
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy) - ivec2(0, ${top});
  int o = p.x / ${parts}, first = (p.x % ${parts}) * ${each}, last = min(first + ${each}, ${examples});
  vec4 a0 = vec4(0.), a1 = a0, a2 = a0, a3 = a0;
  ${place}
  if (p.y < ${rows}) {
    ${over(`vec4 d = D(n, y, x, o);
      ${isPooled ? "uvec4 k = I(n, y, x, o);" : ""}
      int top = ${stride} * y + ky - ${padding}, left = ${stride} * x + kx - ${padding};
      ${sums}`)}
  } else {
    ${over("a0 += D(n, y, x, o);")}
  }
  ${four((i) => `o${i} = ${isSingle && i > 0 && side > 4 ? `kx + ${i} < ${side} ? a${i} : vec4(0.)` : `a${i}`};`)}
}`;
}

const gated = (isPooled: boolean, position: number) => (isPooled ? `d * vec4(equal(k, uvec4(${position}u)))` : "d");

/** Four taps of one kernel row that reads a single channel: their windows overlap, so each pixel is loaded once. */
function singleChannelSums(side: number, isPooled: boolean): string {
  const taps = range(Math.min(4, side));
  const deltas = isPooled ? [0, 1] : [0];
  const held = range(quads(taps.length + deltas.length - 1));
  const loads = deltas.flatMap((j) => held.map((i) => `v${j}${i} = window(n, top + ${j}, left + ${4 * i})`));
  const sums = deltas.flatMap((dy) =>
    deltas.map((dx) => {
      const products = taps.map((j) => `a${j} += v${dy}${(dx + j) >> 2}[${(dx + j) & 3}] * e;`);
      return `{ vec4 e = ${gated(isPooled, 2 * dy + dx)}; ${products.join(" ")} }`;
    }),
  );
  return `vec4 ${loads.join(", ")};\n${sums.join("\n")}`;
}
