import type { NamedBlob } from "../../data/files/reading.ts";
import type { Setup } from "../../setup/setup.ts";
import { saidOf } from "../../worker/protocol/said.ts";
import { type Incoming, useStore } from "../store.ts";
import { openingNote, refuseIncoming } from "./open.ts";

const { getState: get, setState: set } = useStore;

/** Offers files: a person sees what is in them, or that there are none, before anything changes. */
export function offerFiles(files: readonly NamedBlob[]): void {
  bringIn({ step: "files", files });
}

/** Looks for a data set in the browser's store, to open it with these settings; a person is asked before it is downloaded. */
export function findData(id: string, setup: Setup): void {
  bringIn({ step: "find", id, setup });
}

/** Data is rarely brought in: what does it is fetched when somebody asks for it. */
async function begin(incoming: Incoming): Promise<void> {
  const work = await import("./bringIn.ts").catch(() => null);
  // Somebody may have thought better of it.
  if (get().incoming !== incoming) return;
  if (work) await work.begin(incoming);
  else refuseIncoming([{ id: "reader-unfetched" }]);
}

function bringIn(incoming: Incoming): void {
  set({ incoming, problem: null, note: openingNote });
  void begin(incoming);
}

/** Files that cannot be had change nothing, whatever else is on its way in. */
export const tellUnread = (error: unknown) => set({ problem: { kind: "file", said: [saidOf(error)] } });
