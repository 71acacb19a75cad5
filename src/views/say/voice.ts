import { isMeasured } from "../../store/cut.ts";
import type { State } from "../../store/store.ts";
import { voice } from "../../text/voice.ts";

type Heard = Pick<State, "dragging" | "running" | "snapshot" | "results" | "progress" | "sparsity" | "setup">;

/** Whether the figures on the page are those of what stands, and rest. */
export function isAtRest(state: Omit<Heard, "progress">): boolean {
  const { dragging, running, snapshot } = state;
  const { preview } = state.results;
  const isOfSnapshot = preview?.key.run === snapshot?.key.run && preview?.key.version === snapshot?.key.version;
  return !running && !dragging && isOfSnapshot && isMeasured(state);
}

/** What a screen reader is told: a run begins, or, once its figures are those of what is on the page, the finding; with the run that
 *  ended before it. Null while something moves: what was told stands. */
export function voiceOf(state: Heard, finding: string, ended: State["running"]): string | null {
  if (state.running) return voice.begins(state.running);
  if (!isAtRest(state)) return null;
  return ended ? `${voice.stopped(ended, state.progress.step)} ${finding}` : finding;
}
