import { memo, useEffect, useState } from "react";
import { SealDrawing, type SealPhase } from "../../charts/seal/SealDrawing.tsx";
import { mayMove } from "../../store/preferences.ts";
import { useStore } from "../../store/store.ts";
import { count, percentSign } from "../../text/numbers.ts";
import { sealText } from "../../text/seal.ts";
import { useScore } from "./score.ts";

/** So long the seal takes to break. */
const breakMilliseconds = 900;

/** Over what was learned: the test set as a sealed packet while one is asked whether to open it, the seal breaking, and the stamp with the
 *  score for as long as that is of what is on the page. Its place is the box around it. */
export const Seal = memo(function Seal() {
  const data = useStore((state) => state.data);
  const isAsked = useStore((state) => state.note === "seal");
  const { score, times } = useScore();
  const [phase, move] = useState<SealPhase | null>(score ? "stamped" : null);
  useEffect(() => {
    if (!score) return move(null);
    const isCalm = !mayMove(useStore.getState().preferences);
    move((before) => (before === "stamped" || isCalm ? "stamped" : "breaking"));
    const timer = setTimeout(() => move("stamped"), breakMilliseconds);
    return () => clearTimeout(timer);
  }, [score]);
  const shown = score ? phase : isAsked ? "sealed" : null;
  if (!data || shown === null) return null;
  const told = score
    ? { accuracy: percentSign(score.accuracy), look: sealText.look(times) }
    : { accuracy: "", look: "" };
  return <SealDrawing phase={shown} count={count(data.testCount)} title={sealText.title} of={sealText.of} {...told} />;
});
