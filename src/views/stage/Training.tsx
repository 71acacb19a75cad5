import { memo, useMemo } from "react";
import runStyles from "../../charts/timeline/RunChart.module.css";
import { runSoFar } from "../../store/runSoFar.ts";
import { useStore } from "../../store/store.ts";
import { percent } from "../../text/numbers.ts";
import { runText } from "../../text/run.ts";
import { drawingOf } from "../drawn.tsx";

const RunChart = drawingOf("RunChart", runStyles.run);

/** While a run goes on, its accuracy and loss, where they cover nothing and nothing moves for them. */
export const Training = memo(function Training() {
  const kind = useStore((state) => state.running);
  return kind === null ? null : <Running />;
});

function Running() {
  const timeline = useStore((state) => state.timeline);
  const from = useStore((state) => runSoFar(state)?.from ?? null);
  const until = useStore((state) => runSoFar(state)?.until ?? null);
  const epochs = useStore((state) => runSoFar(state)?.epochs ?? 0);
  const points = useMemo(() => (from === null ? [] : timeline.filter(({ step }) => step >= from)), [timeline, from]);
  if (from === null || until === null) return null;
  const last = points.at(-1);
  return (
    <RunChart
      points={points}
      from={from}
      until={until}
      epochs={runText.epochs(epochs)}
      words={runText.words}
      summary={runText.summary(last && [percent(last.validationAccuracy), percent(last.trainAccuracy)])}
    />
  );
}
