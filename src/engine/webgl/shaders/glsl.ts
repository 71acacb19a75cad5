import type { Activation } from "../../../network/network.ts";

/** Four lines of GLSL, or whatever stands between them. */
export const four = (part: (i: number) => string, between = "\n") => [0, 1, 2, 3].map(part).join(between);

/** A loop over 0 .. count - 1. */
export const loop = (variable: string, count: number, body: string) =>
  count === 1
    ? `{ const int ${variable} = 0; ${body} }`
    : `for (int ${variable} = 0; ${variable} < ${count}; ${variable}++) { ${body} }`;

/** A loop over the numbers of one of the step's lists in sampler tActive. Four are visited at once, so that no branch holds a body; of
 *  those `isListed` is 0. for what lies beyond the end. */
export const listed = (variable: string, list: string, body: string) => `
  for (uint at = 0u, end = fromList(${list}, 0).x; at < end; at += 4u) {
    uvec4 next = fromList(${list}, 1 + int(at >> 2));
    ${four((i) => `{ int ${variable} = int(next[${i}]); float isListed = float(at + ${i}u < end); ${body} }`)}
  }`;

/** What `listed` reads. */
export const activeReader = `
uniform usampler2DArray tActive;
uniform int uStep;
uvec4 fromList(int list, int at) { return texelFetch(tActive, ivec3(at, list, uStep), 0); }`;

/** A number as a literal of float. */
export const float = (value: number) => (Number.isInteger(value) ? `${value}.` : `${value}`);

export const range = (count: number) => Array.from({ length: count }, (_, i) => i);

/** The four outputs of a pass over rows, blocks or parameters. */
export const fourOutputs = four((i) => `layout(location = ${i}) out vec4 o${i};`);

/** The outputs of a pass that pools. */
export const pooledOutputs = `layout(location = 0) out vec4 o0;
layout(location = 1) out uvec4 oIndex;`;

/** `vec4 activate(vec4 sums)`. NaN stays NaN, so that a divergence is seen; the exponential cannot overflow. */
export function activation(name: Activation | null): string {
  const body = {
    none: "return v;",
    relu: "return mix(v, vec4(0.), lessThan(v, vec4(0.)));",
    tanh: "vec4 e = exp(-2. * abs(v)); return sign(v) * (1. - e) / (1. + e);",
  }[name ?? "none"];
  return `\nvec4 activate(vec4 v) { ${body} }`;
}

/** `vec4 NAME(vec4 v)`: the derivative of an activation where its value is v. */
export function derivative(name: string, of: Activation | null): string {
  const body = {
    none: "return vec4(1.);",
    relu: "return vec4(greaterThan(v, vec4(0.)));",
    tanh: "return 1. - v * v;",
  }[of ?? "none"];
  return `\nvec4 ${name}(vec4 v) { ${body} }`;
}
