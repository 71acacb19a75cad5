import type { GivenData } from "../dataset.ts";
import { DataFileError } from "./fault.ts";
import type { Decode } from "./pictures.ts";
import { preview } from "./preview.ts";
import { readFiles } from "./read.ts";
import type { Built, FilePreview, NamedBlob, ReadOptions, ReadSource } from "./reading.ts";
import type { FileSaid } from "./said.ts";
import type { Dialect } from "./table/dialect.ts";

/** What the page asks of the worker that reads files. */
export type ReaderCommand =
  | { type: "read"; files: readonly NamedBlob[] }
  /** Takes what was read in another way. */
  | { type: "choose"; options: ReadOptions }
  /** Reads a table anew: as text of that encoding, divided there. */
  | { type: "reread"; dialect: Partial<Dialect> }
  /** Hands over what the last preview showed. */
  | { type: "take" };

export type ReaderEvent =
  | { type: "reading"; what: FileSaid; done: number; total: number }
  | { type: "preview"; preview: FilePreview }
  /** `unexpected`: nobody foresaw it; in the words of whoever threw it. */
  | { type: "refused"; said: readonly FileSaid[] }
  | { type: "unexpected"; message: string }
  | { type: "taken"; data: GivenData };

// The worker's own scope: the page's Window type would offer the wrong postMessage.
const scope = self as unknown as DedicatedWorkerGlobalScope;
const tell = (event: ReaderEvent, transfer: Transferable[] = []) => scope.postMessage(event, transfer);

let source: ReadSource | undefined;
let built: Built | undefined;
/** What the page shows, and what takes its place where a table cannot be read as wished. */
let last: FilePreview | undefined;
let reported = 0;

/** Not more often than a person can see, and not of what is over in a blink. */
function report(what: FileSaid, done: number, total: number): void {
  const now = performance.now();
  if (now - reported < 100) return;
  reported = now;
  tell({ type: "reading", what, done, total });
}

/** One canvas draws all pictures small. */
let canvas: OffscreenCanvasRenderingContext2D | undefined;

const decode: Decode = async (bytes, side) => {
  const picture = await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>]), {
    imageOrientation: "from-image",
  });
  canvas ??= new OffscreenCanvas(side, side).getContext("2d", { willReadFrequently: true })!;
  const scale = side / Math.max(picture.width, picture.height);
  const [width, height] = [picture.width, picture.height].map((length) => Math.max(1, Math.round(length * scale)));
  canvas.clearRect(0, 0, side, side);
  canvas.imageSmoothingQuality = "high";
  canvas.drawImage(picture, 0, 0, width, height);
  picture.close();
  return { width, height, rgba: canvas.getImageData(0, 0, width, height).data };
};

function show(source: ReadSource, options: ReadOptions): void {
  const shown = preview(source, options);
  built = shown.built;
  last = shown.preview;
  tell({ type: "preview", preview: shown.preview });
}

/** Reads a table anew; where that fails the choice stays open, with the reason. */
function reread(dialect: Partial<Dialect>): void {
  try {
    if (source?.reread) show(source, source.reread(dialect));
  } catch (error) {
    if (!(error instanceof DataFileError) || last?.options.kind !== "table") throw error;
    built = undefined;
    const options = { ...last.options, dialect: { ...last.options.dialect, ...dialect } };
    last = { ...last, options, data: null, faults: [error.said, ...error.notes], notes: [], warnings: [] };
    tell({ type: "preview", preview: last });
  }
}

async function obey(command: ReaderCommand): Promise<void> {
  reported = performance.now();
  if (command.type === "read") {
    source = await readFiles(command.files, decode, report);
    show(source, source.options);
  } else if (command.type === "choose") {
    if (source) show(source, source.settle && last ? source.settle(command.options, last.options) : command.options);
  } else if (command.type === "reread") {
    reread(command.dialect);
  } else if (built?.data) {
    const { data } = built;
    // It is handed over, not copied.
    [source, built] = [undefined, undefined];
    tell({ type: "taken", data }, [data.dataset.inputs.buffer, data.dataset.labels.buffer]);
  }
}

function refusal(error: unknown): ReaderEvent {
  if (error instanceof DataFileError) return { type: "refused", said: [error.said, ...error.notes] };
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (name === "NotFoundError" || name === "NotReadableError") return { type: "refused", said: [{ id: "file-moved" }] };
  return { type: "unexpected", message };
}

scope.onmessage = ({ data }: MessageEvent<ReaderCommand>) => {
  obey(data).catch((error: unknown) => tell(refusal(error)));
};
