import type { GivenData } from "../../data/dataset.ts";
import type { ReaderCommand, ReaderEvent } from "../../data/files/reader.ts";
import type { NamedBlob, ReadOptions } from "../../data/files/reading.ts";
import type { Dialect } from "../../data/files/table/dialect.ts";
import { type DownloadAccess, download, stored } from "../../data/named/download.ts";
import { namedDataOf } from "../../data/named/named.ts";
import type { Setup } from "../../setup/setup.ts";
import { dataName, picturesName } from "../../text/dataNames.ts";
import { filesTitle } from "../../text/notices.ts";
import { saidOf } from "../../worker/protocol/said.ts";
import { type Incoming, useStore } from "../store.ts";
import { openGiven, openStandIn, refuseIncoming } from "./open.ts";
import { askToPersist } from "./persist.ts";

const { getState: get } = useStore;
const move = (incoming: Incoming) => useStore.setState({ incoming });

const around = (): DownloadAccess => ({
  fetch: (input, init) => fetch(input, init),
  // Both are missing where the page is not served securely, whatever their types say.
  caches: globalThis.caches as CacheStorage | undefined,
  subtle: globalThis.crypto.subtle as SubtleCrypto | undefined,
});

let reader: Worker | undefined;
let isReading = false;
let isToBeKept = false;
let downloading: AbortController | undefined;

/** Begins with what came in: looks for a data set in the browser's store, or reads files. */
export async function begin(incoming: Incoming): Promise<void> {
  if (incoming.step === "files") return read(incoming.files, titleOf(incoming.files), null);
  if (incoming.step !== "find") return;
  const { id, setup } = incoming;
  const blobs = await stored(namedDataOf(id), around());
  // Somebody may have thought better of it.
  if (get().incoming !== incoming) return;
  if (blobs) return readNamed(id, setup, blobs);
  move({ step: "ask", id, setup, failure: null });
  openStandIn();
}

/** Downloads what is asked for; when that fails it is asked for again, with the reason. */
export async function startDownload(id: string, setup: Setup): Promise<void> {
  const controller = new AbortController();
  downloading = controller;
  move({ step: "download", id, setup, progress: null });
  const data = namedDataOf(id);
  try {
    const { blobs } = await download(data, around(), controller.signal, (progress) => {
      if (!controller.signal.aborted) move({ step: "download", id, setup, progress });
    });
    if (controller.signal.aborted) return;
    downloading = undefined;
    readNamed(id, setup, blobs);
  } catch (error) {
    if (controller.signal.aborted) return;
    move({ step: "ask", id, setup, failure: saidOf(error) });
  }
}

/** Gives up, whatever goes on; what was downloaded so far is kept for another time. */
export function cancel(): void {
  end();
  refuseIncoming(null);
}

/** Back to the question, from a download. */
export function stopDownload(id: string, setup: Setup): void {
  end();
  move({ step: "ask", id, setup, failure: null });
}

/** Takes the files otherwise; what that makes of them follows. */
export function choose(options: ReadOptions): void {
  const { incoming } = get();
  if (incoming?.step === "preview") move({ ...incoming, preview: { ...incoming.preview, options } });
  post({ type: "choose", options });
}

/** Reads a table anew; what seems to be meant then follows. */
export function reread(dialect: Partial<Dialect>): void {
  const { incoming } = get();
  if (incoming?.step === "preview" && incoming.preview.options.kind === "table") {
    const { options } = incoming.preview;
    const wished = { ...options, dialect: { ...options.dialect, ...dialect } };
    move({ ...incoming, preview: { ...incoming.preview, options: wished } });
  }
  post({ type: "reread", dialect });
}

/** Opens what the preview shows; the browser keeps it where a person says so. */
export function accept(keeps = false): void {
  isToBeKept = keeps;
  if (keeps) askToPersist();
  post({ type: "take" });
}

function post(command: ReaderCommand): void {
  reader?.postMessage(command);
}

/** Ends what goes on, wherever it is. */
function end(): void {
  downloading?.abort();
  downloading = undefined;
  reader?.terminate();
  reader = undefined;
  isReading = false;
}

/** The worker that reads files; one that came to its end waits for the next, who may be offline. */
function startReader(): Worker {
  reader ??= new Worker(new URL("../../data/files/reader.ts", import.meta.url), { type: "module", name: "reader" });
  return reader;
}

const titleOf = (files: readonly NamedBlob[]) => {
  const folder = files.length > 1 ? files[0].name.split("/")[0] : "";
  const isFolder = folder !== "" && files.every(({ name }) => name.startsWith(`${folder}/`));
  if (isFolder) return folder;
  return files.length <= 4 ? files.map(({ name }) => name).join(", ") : filesTitle(files.length);
};

/** What is in pictures has no name of its own. */
const calledSomething = ({ dataset, ...given }: GivenData): GivenData => ({
  ...given,
  dataset: { ...dataset, label: dataset.label || picturesName(dataset.count) },
});

function readNamed(id: string, setup: Setup, blobs: readonly Blob[]): void {
  const data = namedDataOf(id);
  const files = data.files.map(({ name }, i) => ({ name, blob: blobs[i] }));
  read(files, dataName(id, id), (given) => {
    const { dataset } = given;
    const named = { ...dataset, id, label: id, classes: data.classes ?? dataset.classes };
    openGiven({ ...given, dataset: named }, setup);
  });
}

/** Reads files in a worker of their own; `open` takes them without asking. */
function read(files: readonly NamedBlob[], title: string, open: ((given: GivenData) => void) | null): void {
  // Others may be dropped on the page while it reads, or downloads.
  if (isReading || downloading) end();
  isReading = true;
  move({ step: "reading", title, what: { id: "reading-files" }, done: 0, total: files.length });
  const worker = startReader();
  worker.onmessage = ({ data: event }: MessageEvent<ReaderEvent>) => {
    // A message may be on its way when somebody gives up.
    if (reader !== worker) return;
    isReading = event.type === "reading";
    if (event.type === "reading") {
      const { what, done, total } = event;
      const { incoming } = get();
      if (incoming?.step === "preview") move({ ...incoming, reading: { what, done, total } });
      else move({ step: "reading", title, what, done, total });
    } else if (event.type === "refused") {
      end();
      refuseIncoming(event.said);
    } else if (event.type === "unexpected") {
      end();
      refuseIncoming([{ id: "unexpected", message: event.message }]);
    } else if (event.type === "taken") {
      (open ?? ((given) => openGiven(calledSomething(given), get().setup, isToBeKept)))(event.data);
    } else if (open && event.preview.data) accept();
    else move({ step: "preview", title, preview: event.preview, reading: null });
  };
  worker.onerror = (event) => {
    if (reader !== worker) return;
    end();
    refuseIncoming([event.message ? { id: "unexpected", message: event.message } : { id: "reader-unstarted" }]);
  };
  post({ type: "read", files });
}
