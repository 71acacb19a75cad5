import { useEffect, useRef, useState } from "react";
import { type State, useStore } from "../../store/store.ts";
import { voiceOf } from "./voice.ts";

/** What was said stands unchanged for so long before it is spoken: figures come one after the other. */
const restMilliseconds = 400;

/** The live region: what a screen reader is told of what the page does. */
export function Voice({ finding }: { finding: string }) {
  const running = useStore((state) => state.running);
  const [spoken, speak] = useState("");
  /** The run that ended last, and the finding it was told with. */
  const last = useRef<{ run: State["running"]; said: string | null }>({ run: null, said: null });
  useEffect(() => {
    if (running) last.current = { run: running, said: null };
  }, [running]);
  const latest = useRef(finding);
  latest.current = finding;
  const { run, said } = last.current;
  const ended = said === null || said === finding ? run : null;
  const next = useStore((state) => voiceOf(state, finding, ended));
  useEffect(() => {
    if (next === null || next === spoken) return;
    const timer = setTimeout(() => {
      // A run is told of once, with what came of it.
      if (!running) {
        const { run, said } = last.current;
        last.current = { run: said === null ? run : null, said: latest.current };
      }
      speak(next);
    }, restMilliseconds);
    return () => clearTimeout(timer);
  }, [next, spoken, running]);
  return (
    <p className="vh" aria-live="polite">
      {spoken}
    </p>
  );
}
