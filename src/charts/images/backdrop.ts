import { type Behind, createBehindPainter, type StrandsShown } from "./behind.ts";
import type { Drawn, ToDraw } from "./painter.ts";

type PictureSize = readonly [width: number, height: number];

/** Draws what lies behind the pictures: strands, which cost more than all else, in a worker, so that they hold up no move of the handle;
 *  at once, or where there is no worker to be had, on the page's thread. What was asked for last stands in the end. */
export function createBackdrop(start: () => Worker = startPainter, paint = createImagePainter()) {
  let worker: Worker | null | undefined;
  /** Pictures are numbered as they are asked for; one that another was shown after is out of date. */
  let number = 0;
  let shown = 0;
  /** What the worker is at, and what comes after. */
  let drawing: AskedPicture | null = null;
  let next: AskedPicture | null = null;
  /** What the worker has already. */
  let sent: Pick<Behind, "layers" | "plan"> | null = null;

  const show = ({ canvas, number }: Pick<AskedPicture, "canvas" | "number">, image: ImageBitmap) => {
    if (number < shown) {
      image.close();
      return;
    }
    shown = number;
    if (canvas.width !== image.width || canvas.height !== image.height)
      Object.assign(canvas, { width: image.width, height: image.height });
    canvas.getContext("bitmaprenderer")!.transferFromImageBitmap(image);
  };
  const drawHere = (asked: AskedPicture) => show(asked, paint(asked.size, asked.behind, asked.strands));
  const goOn = () => {
    if (drawing || !next) return;
    drawing = next;
    next = null;
    const { size, strands, behind } = drawing;
    const { layers, plan, ...rest } = behind;
    const isKnown = sent?.layers === layers && sent.plan === plan;
    worker!.postMessage({ size, strands, rest, held: isKnown ? null : { layers, plan } } satisfies ToDraw);
    sent = { layers, plan };
  };
  const started = (): Worker | null => {
    if (worker !== undefined) return worker;
    worker = start();
    worker.onmessage = ({ data: { image } }: MessageEvent<Drawn>) => {
      const asked = drawing;
      drawing = null;
      if (asked) show(asked, image);
      else image.close();
      goOn();
    };
    // It could not be fetched, or went wrong: the page draws by itself from now on.
    worker.onerror = (event) => {
      event.preventDefault();
      const asked = next ?? drawing;
      stop();
      worker = null;
      if (asked) drawHere(asked);
    };
    return worker;
  };
  const stop = () => {
    worker?.terminate();
    worker = undefined;
    drawing = next = sent = null;
  };
  return {
    /** Draws on a canvas of that size in CSS pixels; null stands for nothing there. What may come `soon` need not stand with the next frame. */
    draw: (
      canvas: HTMLCanvasElement,
      size: PictureSize,
      behind: Behind | null,
      strands: StrandsShown,
      isSoon: boolean,
    ): void => {
      number++;
      next = null;
      if (behind && isSoon && started()) {
        next = { canvas, size, behind, strands, number };
        goOn();
      } else show({ canvas, number }, paint(size, behind, strands));
    },
    stop,
  };
}

interface AskedPicture {
  readonly canvas: HTMLCanvasElement;
  readonly size: PictureSize;
  readonly behind: Behind;
  readonly strands: StrandsShown;
  readonly number: number;
}

/** For the page's own thread, where a picture is there at once. */
function createImagePainter(): (...what: Parameters<ReturnType<typeof createBehindPainter>>) => ImageBitmap {
  const paint = createBehindPainter();
  return (...what) => paint(...what).transferToImageBitmap();
}

const startPainter = () => new Worker(new URL("./painter.ts", import.meta.url), { type: "module" });
