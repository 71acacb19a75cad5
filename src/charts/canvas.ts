/** Canvases that something was drawn on. */
const used = new WeakSet<HTMLCanvasElement>();

/** Fits a canvas to its box at the screen's resolution, clears it and returns a context that draws in CSS pixels. */
export function prepareCanvas(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D {
  const scale = devicePixelRatio;
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  used.add(canvas);
  const context = canvas.getContext("2d")!;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** The same for a canvas that most of the time is empty: as long as there is nothing `toDraw` it takes no memory, and gives no context. */
export function prepareOverlay(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  toDraw: boolean,
): CanvasRenderingContext2D | null {
  return toDraw || used.has(canvas) ? prepareCanvas(canvas, width, height) : null;
}
