/** Small pictures are put together here, pixel by pixel, and drawn at their size from it. */
export class Sheet {
  readonly canvas = new OffscreenCanvas(1, 1);
  readonly #context = this.canvas.getContext("2d")!;
  #image = new ImageData(1, 1);
  pixels = new Uint32Array(this.#image.data.buffer);

  /** Makes room for a picture; what stood there is gone. */
  size(width: number, height: number): void {
    if (this.#image.width !== width || this.#image.height !== height) {
      this.#image = new ImageData(width, height);
      this.pixels = new Uint32Array(this.#image.data.buffer);
      this.canvas.width = width;
      this.canvas.height = height;
    }
  }

  done(): OffscreenCanvas {
    this.#context.putImageData(this.#image, 0, 0);
    return this.canvas;
  }
}
