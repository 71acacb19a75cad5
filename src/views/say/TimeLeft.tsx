import { runSoFar } from "../../store/runSoFar.ts";
import { useStore } from "../../store/store.ts";
import { soWhats } from "../../text/soWhat.ts";

/** "4 s left.": what is left of the run that goes on, at the rate that it has. */
export function TimeLeft() {
  const seconds = useStore((state) => {
    const left = runSoFar(state)?.secondsLeft ?? null;
    return left === null ? null : Math.ceil(left);
  });
  return seconds === null ? null : <span aria-live="off">{soWhats.timeLeft(seconds)}</span>;
}
