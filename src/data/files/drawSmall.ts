/** A picture drawn small: four bytes a pixel (red, green, blue, cover), the longer side as long as asked for. */
export interface Decoded {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array | Uint8ClampedArray;
}

/** Side that pictures are brought to: MNIST's, so that all image networks read them. */
export const pictureSide = 28;
export const picturePixels = pictureSide ** 2;
/** What a picture looks like, beside its pixels. */
export interface PictureLook {
  readonly isDarkOnLight: boolean;
  readonly hue: readonly [number, number];
}

/** Puts a small picture into the middle of a square, as grey and cover, and looks at its ground and colour. */
export function drawSmall(
  { width, height, rgba }: Decoded,
  grey: Uint8Array,
  cover: Uint8Array,
  at: number,
): PictureLook {
  const [left, top] = [Math.floor((pictureSide - width) / 2), Math.floor((pictureSide - height) / 2)];
  const edge = { light: 0, dark: 0 };
  let clear = 0;
  const ink = { sum: 0, cover: 0 };
  const colour = { blue: 0, red: 0, count: 0 };
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const [red, green, blue, alpha] = [rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2], rgba[4 * i + 3]];
    // Luma of ITU-R BT.601, as converters to grey have it.
    const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    const to = at + (top + y) * pictureSide + left + x;
    grey[to] = Math.round(luma);
    cover[to] = alpha;
    ink.sum += luma * alpha;
    ink.cover += alpha;
    const isEdge = x < 2 || y < 2 || x >= width - 2 || y >= height - 2;
    if (alpha < 128) {
      clear++;
      continue;
    }
    if (isEdge) edge[luma >= 128 ? "light" : "dark"]++;
    // Where there is hardly any chroma, there is no hue.
    if (Math.max(red, green, blue) - Math.min(red, green, blue) < 24) continue;
    colour.blue += blue - luma;
    colour.red += red - luma;
    colour.count++;
  }
  // What lies on a clear ground is ink; else the ground is what stands at the edges. Where nothing is known, it is taken for paper.
  const isDarkOnLight = clear * 4 >= width * height ? ink.sum <= 128 * ink.cover : edge.light >= edge.dark;
  const { count } = colour;
  return { isDarkOnLight, hue: count >= 4 ? [colour.blue / count, colour.red / count] : [0, 0] };
}

/** What is not covered is ground, and ground is 0. */
export function inked(
  grey: Uint8Array,
  cover: Uint8Array,
  rows: readonly number[],
  isDarkOnLight: boolean,
): Uint8Array {
  const inputs = new Uint8Array(rows.length * picturePixels);
  rows.forEach((row, n) => {
    for (let i = 0; i < picturePixels; i++) {
      const at = row * picturePixels + i;
      inputs[n * picturePixels + i] = Math.round(((isDarkOnLight ? 255 - grey[at] : grey[at]) * cover[at]) / 255);
    }
  });
  return inputs;
}
