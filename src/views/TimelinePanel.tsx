import { useMemo } from "react";
import { Timeline } from "../charts/timeline/Timeline.tsx";
import { goTo } from "../store/actions/training.ts";
import { committedIn } from "../store/cut.ts";
import { useResult } from "../store/results.ts";
import { useStore } from "../store/store.ts";
import { count, figure, percentSign } from "../text/numbers.ts";
import { stepLabel } from "../text/steps.ts";
import { timelineText } from "../text/timeline.ts";
import { describeShare } from "./amount.ts";
import { Panel } from "./Panel.tsx";
import styles from "./TimelinePanel.module.css";

/** Accuracy and loss over the steps, with every undoable step as a place to go back to. */
export function TimelinePanel() {
  const points = useStore((state) => state.timeline);
  const history = useStore((state) => state.history);
  const nodes = useStore((state) => state.nodes);
  const preview = useResult("preview");
  const sparsity = useStore((state) => state.sparsity);
  const { granularity, hidden } = useStore((state) => state.setup);
  const committed = committedIn(history);
  const pending = preview && points.length > 0 && Math.abs(committed - sparsity) > 1e-9;
  const marks = useMemo(
    () =>
      history.entries.map(({ id, kind, clock, sparsity, granularity, accuracy }, i) => {
        const cut = kind === "prune" ? describeShare(sparsity, { granularity, hidden }) : null;
        const label = stepLabel(nodes.get(id)?.step ?? null);
        return {
          id,
          step: clock,
          label: cut === null ? label : timelineText.cut(label, cut),
          caption: cut ?? timelineText.captions[kind]?.(label) ?? "",
          kind,
          accuracy,
          current: i === history.current,
        };
      }),
    [history, nodes, hidden],
  );
  const table = () => ({
    caption: timelineText.caption,
    columns: timelineText.columns,
    rows: points.map((point) => [
      count(point.step),
      percentSign(point.validationAccuracy),
      percentSign(point.trainAccuracy),
      figure(point.validationLoss),
      figure(point.trainLoss),
    ]),
  });
  return (
    <Panel title={timelineText.title} className={styles.panel} note={timelineText.note} table={table}>
      <Timeline
        points={points}
        marks={marks}
        pending={pending ? { cut: describeShare(sparsity, { granularity, hidden }), accuracy: preview.accuracy } : null}
        onGoTo={goTo}
      />
    </Panel>
  );
}
