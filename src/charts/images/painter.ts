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

scope.onmessage = ({ data: { size, strands, rest, held } }: MessageEvent<ToDraw>) => {
  if (held) known = held;
  const image = paint(size, { ...rest, ...known }, strands);
  scope.postMessage({ image } satisfies Drawn, [image]);
};
