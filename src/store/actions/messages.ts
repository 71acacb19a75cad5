import type { BackendReport } from "../../worker/protocol.ts";
import { useStore } from "../store.ts";
import { writeHash } from "./address.ts";

const { getState: get, setState: set } = useStore;

let noticeTimer: ReturnType<typeof setTimeout> | undefined;

export function announce(notice: string, milliseconds = 4000): void {
  clearTimeout(noticeTimer);
  set({ notice });
  noticeTimer = setTimeout(() => set({ notice: null }), milliseconds);
}

let toldFallback = false;

/** Says once why the engine is not the one to expect; the reason stays under the badge. */
export function tellFallback({ fallback, reason }: BackendReport): void {
  if (!fallback || toldFallback) return;
  toldFallback = true;
  announce(reason, 8000);
}

export async function share(): Promise<void> {
  writeHash(get().setup, false);
  try {
    await navigator.clipboard.writeText(location.href);
    announce("Link copied.");
  } catch {
    announce("Copying was refused; the link is in the address bar.");
  }
}

export const dismissProblem = () => set({ problem: null });

export const dismissCorrections = () => set({ corrections: null });
