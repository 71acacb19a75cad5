import { type Behind, createBehindPainter, type StrandsShown } from "./behind.ts";

/** A picture that the page asks this worker for; what is held stays the same from one to the next. */
export interface ToDraw {
  readonly size: readonly [width: number, height: number];
  readonly strands: StrandsShown;
  readonly rest: Omit<Behind, "layers" | "plan">;
  readonly held: Pick<Behind, "layers" | "plan"> | null;
}

export interface Drawn {
  readonly image: ImageBitmap;
}

// The worker's own scope: the page's Window type would offer the wrong postMessage.
const scope = self as unknown as DedicatedWorkerGlobalScope;
const paint = createBehindPainter();
let known: Pick<Behind, "layers" | "plan">;

// A failure that nobody caught ends like an error: the page hears of it, and draws by itself.
scope.onunhandledrejection = (event) => {
  event.preventDefault();
  scope.reportError(event.reason);
};

scope.onmessage = async ({ data: { size, strands, rest, held } }: MessageEvent<ToDraw>) => {
  if (held) known = held;
  // A copy: to give the canvas' own memory away and take new one costs as much as all that is drawn.
  const image = await createImageBitmap(paint(size, { ...rest, ...known }, strands));
  scope.postMessage({ image } satisfies Drawn, [image]);
};
