/** A picture of one size, and the canvas that it is drawn from. */
interface SheetPage {
  readonly image: ImageData;
  readonly pixels: Uint32Array;
  readonly context: OffscreenCanvasRenderingContext2D;
}

/** Sizes that are kept: pictures of a few sizes are put together at every move, and a canvas that changes its size is made anew. */
const mostKept = 8;

/** Small pictures are put together here, pixel by pixel, and drawn at their size from it. */
export class Sheet {
  readonly #pages = new Map<string, SheetPage>();
  #page = pageOf(1, 1);

  get pixels(): Uint32Array {
    return this.#page.pixels;
  }

  /** Makes room for a picture; what stands there is what was there of this size last. */
  size(width: number, height: number): void {
    const { image } = this.#page;
    if (image.width === width && image.height === height) return;
    const key = `${width} x ${height}`;
    const known = this.#pages.get(key);
    if (!known && this.#pages.size === mostKept) this.#pages.clear();
    this.#page = known ?? pageOf(width, height);
    this.#pages.set(key, this.#page);
  }

  done(): OffscreenCanvas {
    const { image, context } = this.#page;
    context.putImageData(image, 0, 0);
    return context.canvas;
  }
}

function pageOf(width: number, height: number): SheetPage {
  const image = new ImageData(width, height);
  const context = new OffscreenCanvas(width, height).getContext("2d")!;
  return { image, pixels: new Uint32Array(image.data.buffer), context };
}
