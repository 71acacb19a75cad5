import type { Shape } from "../../network/network.ts";
import type { Readable, Target, Texture, Workspace } from "./workspace.ts";

/** How the values of a batch lie in a texture array; a texel holds four channels of a pixel.
 *  rows: four examples in four layers, for dense layers. blocks: the four pixels of a 2 x 2 block in four layers, for convolutions.
 *  pixels: one layer, what pooling leaves. windows: one layer, a texel holds a pixel of one channel and the three to its right, in a
 *  frame of zeros; for convolutions of grey pictures. */
export type Arrangement = "rows" | "blocks" | "pixels" | "windows";

/** Lists of where pictures are not black. */
export interface Active {
  /** For each block of four examples: the texels that are not black in all of them. */
  readonly texels: Readable;
  /** For each texel: the examples in which it is not black. */
  readonly examples: Readable;
}

/** What a batch is at one place of the network: values, or their gradients. */
export interface FeatureMap extends Readable {
  readonly shape: Shape;
  readonly arrangement: Arrangement;
  readonly target: Target;
  /** Of a pooled map: which pixel of its square is the largest, row by row; arranged as the map is. */
  readonly index: Readable | undefined;
  /** Pixels of zeros around windows. */
  readonly frame: number;
  /** Of pictures that a dense layer reads: where they are not black. */
  readonly active?: Active | undefined;
}

/** Texels that hold so many numbers. */
export const quads = (count: number) => Math.ceil(count / 4);

const half = (count: number) => Math.ceil(count / 2);

export function createMap(
  workspace: Workspace,
  shape: Shape,
  arrangement: Arrangement,
  examples: number,
  { isPooled = false, frame = 0 } = {},
): FeatureMap {
  const [height, width, channels] = shape;
  const [across, down, layers] = {
    rows: [width, height * quads(examples), 4],
    blocks: [half(width), half(height) * examples, 4],
    pixels: [width, height * examples, 1],
    windows: [framed(width, frame), framed(height, frame) * examples, 1],
  }[arrangement];
  const size = [across * quads(channels), down, layers] as const;
  const texture = workspace.texture("floats", ...size);
  const index: Texture[] = isPooled ? [workspace.texture("indices", ...size)] : [];
  const target = workspace.target(texture, ...index);
  return { shape, arrangement, frame, texture, target, index: isPooled ? { texture: index[0] } : undefined };
}

/** Pixels with their frame; a 2 x 2 block whose second pixel lies outside reaches over it by one. */
export const framed = (count: number, frame: number) => count + 2 * frame + 1;

/** GLSL: where a map holds the channels from 4 c of pixel (y, x) of example n. */
function place({ shape: [height, width, channels], arrangement, frame }: FeatureMap): string {
  const across = (x: string, count: number) => (count === 1 ? "c" : `${x} * ${quads(channels)} + c`);
  const down = (block: string, y: string, count: number) => (count === 1 ? block : `${block} * ${count} + ${y}`);
  switch (arrangement) {
    case "rows":
      return `${across("x", width)}, ${down("(n >> 2)", "y", height)}, n & 3`;
    case "blocks":
      return `${across("(x >> 1)", half(width))}, ${down("n", "(y >> 1)", half(height))}, (y & 1) * 2 + (x & 1)`;
    case "pixels":
      return `${across("x", width)}, ${down("n", "y", height)}, 0`;
    case "windows":
      return `x + ${frame}, n * ${framed(height, frame)} + y + ${frame}, 0`;
  }
}

/** GLSL: `vec4 NAME(int n, int y, int x, int c)`, which reads a map from sampler tNAME. */
export const reader = (name: string, map: FeatureMap) => `
uniform sampler2DArray t${name};
vec4 ${name}(int n, int y, int x, int c) { return texelFetch(t${name}, ivec3(${place(map)}), 0); }`;

/** The same for the index of a pooled map. */
export const indexReader = (name: string, map: FeatureMap) => `
uniform usampler2DArray t${name};
uvec4 ${name}(int n, int y, int x, int c) { return texelFetch(t${name}, ivec3(${place(map)}), 0); }`;
