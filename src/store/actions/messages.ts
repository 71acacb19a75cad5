import { fitsLink } from "../../recipe/link.ts";
import { notices } from "../../text/notices.ts";
import type { Said } from "../../worker/protocol/said.ts";
import type { BackendReport } from "../../worker/protocol.ts";
import { useStore } from "../store.ts";
import { linkTo } from "../tree.ts";
import { writeHash } from "./address.ts";

const { getState: get, setState: set } = useStore;

let noticeTimer: ReturnType<typeof setTimeout> | undefined;

export function announce(notice: string | Said, milliseconds = 4000): void {
  clearTimeout(noticeTimer);
  set({ notice });
  noticeTimer = setTimeout(() => set({ notice: null }), milliseconds);
}

let saidFallback = false;

/** Says once why the engine is not the one to expect; the reason stays under the badge. */
export function tellFallback({ fallback, reason }: BackendReport): void {
  if (!fallback || saidFallback) return;
  saidFallback = true;
  announce(reason, 8000);
}

/** Copies the link to the state on the page; where what was done is too long for one, the text that tells all of it. */
export async function share(): Promise<void> {
  const { setup } = get();
  writeHash(setup, false);
  const link = linkTo(get(), setup);
  const fits = fitsLink(link);
  const address = location.href.replace(/#.*$/, "");
  try {
    await navigator.clipboard.writeText(fits ? location.href : `${address}#${link}`);
    if (fits) announce(notices.copied);
    else announce(notices.copiedText(link.length), 10_000);
  } catch {
    announce(fits ? notices.refused : notices.refusedText(link.length), 8000);
  }
}

export const dismissProblem = () => set({ problem: null });

export const dismissCorrections = () => set({ corrections: null });
