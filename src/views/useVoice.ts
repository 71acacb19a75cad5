import { useEffect, useRef, useState } from "react";
import { isMeasured } from "../store/cut.ts";
import { type State, useStore } from "../store/store.ts";
import { useSentence } from "./sentence/useSentence.ts";

/** What was said stands unchanged for so long before it is spoken: figures come one after the other. */
const restMilliseconds = 400;

type Heard = Pick<State, "dragging" | "running" | "snapshot" | "results" | "progress" | "sparsity" | "setup">;

/** What a screen reader is told: a run begins, or, once its figures are those of what is on the page, the finding; with the run that
 *  ended before it. Null while something moves: what was told stands. */
export function voiceOf(state: Heard, sentence: string, ended: State["running"]): string | null {
  const { dragging, running, snapshot, progress } = state;
  const { preview } = state.results;
  if (running) return running === "train" ? "Training." : "Fine-tuning.";
  const isOfSnapshot = preview?.key.run === snapshot?.key.run && preview?.key.version === snapshot?.key.version;
  if (dragging || !isOfSnapshot || !isMeasured(state)) return null;
  const what =
    ended &&
    `${ended === "train" ? "Training" : "Fine-tuning"} stopped at step ${progress.step.toLocaleString("en")}. `;
  return `${what ?? ""}${sentence}`;
}

/** What is spoken now. */
export function useVoice(): string {
  const state = useStore((all) => all);
  const parts = useSentence();
  const [spoken, speak] = useState("");
  /** The run that ended last, and the finding it was told with. */
  const last = useRef<{ run: State["running"]; said: string | null }>({ run: null, said: null });
  const { running } = state;
  useEffect(() => {
    if (running) last.current = { run: running, said: null };
  }, [running]);
  const sentence = parts.map((part) => (part.on === "phone" ? "" : part.text)).join("");
  const finding = useRef(sentence);
  finding.current = sentence;
  const { run, said } = last.current;
  const next = voiceOf(state, sentence, said === null || said === sentence ? run : null);
  useEffect(() => {
    if (next === null || next === spoken) return;
    const timer = setTimeout(() => {
      // A run is told of once, with what came of it.
      if (!running) {
        const { run, said } = last.current;
        last.current = { run: said === null ? run : null, said: finding.current };
      }
      speak(next);
    }, restMilliseconds);
    return () => clearTimeout(timer);
  }, [next, spoken, running]);
  return spoken;
}
