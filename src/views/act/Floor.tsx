import { useMemo } from "react";
import { Line } from "../../charts/Line.tsx";
import plot from "../../charts/plot.module.css";
import type { Over } from "../../charts/tradeoff/TradeOff.tsx";
import { chanceOf } from "../../data/classes.ts";
import { lockedAt } from "../../pruning/cut.ts";
import { inPruningOrder, isOfWeights, pruningOrder, rankOf } from "../../pruning/order.ts";
import { cancelMove, commitMove, moveHandle } from "../../store/actions/handle.ts";
import { useBefore } from "../../store/before.ts";
import { accuracyAt, onAxisOf, useComparisons } from "../../store/compare.ts";
import { accuracyAtHandle, drawnCurve } from "../../store/curve.ts";
import { isRanked, useCut, useIsPending } from "../../store/cut.ts";
import { reachedOn, referenceOn } from "../../store/earlier.ts";
import { useReached, useReferenceCurve } from "../../store/references.ts";
import { useResult } from "../../store/results.ts";
import { useStore } from "../../store/store.ts";
import type { DataSummary } from "../../worker/protocol/data.ts";
import { ActionButton } from "../ActionButton.tsx";
import { wholes } from "../amount.ts";
import { drawingOf } from "../drawn.tsx";
import { countedBy, describeCount, ExactCut } from "../ExactCut.tsx";
import { Fetched, partOf } from "../Fetched.tsx";
import { count, percent } from "../format.ts";
import { Panel } from "../Panel.tsx";
import { whenOf } from "../sentence/parts.ts";
import { methodName } from "../workflow/choices.ts";
import styles from "./Floor.module.css";

const TradeOff = drawingOf("TradeOff", plot.plot);
const runsOnFloor = partOf(async () => (await import("../margin/pages.ts")).RunsOnFloor);

const noValues = new Float32Array();
const noOrder = new Uint32Array();

/** The cut chart that is the slider, as wide as the page. */
export function Floor() {
  const cut = useCut();
  const sparsity = useStore((state) => state.sparsity);
  const preview = useResult("preview");
  const isPending = useIsPending();
  const when = useStore(whenOf);
  const before = useBefore();
  const levels = useResult("curve");
  const measured = useStore((state) => state.measured);
  const newest = useStore((state) => state.snapshot);
  const isAsked = useStore(isRanked);
  const curve = useMemo(() => drawnCurve(levels, measured, newest, isAsked), [levels, measured, newest, isAsked]);
  const { reference, reached } = useEarlier();
  const data = useStore((state) => state.data);
  const step = useStore((state) => state.progress.step);
  const marked = useStore((state) => state.marked);
  const setup = useStore((state) => state.setup);
  const { criterion, scope } = setup;
  const lowest = criterion === "magnitude" ? "smallest" : "lowest score";
  const snapshot = cut?.snapshot;
  const ranking = cut?.ranking;
  // What hangs under the axis is what is ranked; another ranking may be on its way.
  const granularity = ranking?.granularity ?? setup.granularity;
  const order = useMemo(() => (ranking ? pruningOrder(ranking) : noOrder), [ranking]);
  const values = useMemo(
    () => (snapshot && ranking ? inPruningOrder(ranking, snapshot.layers, order) : noValues),
    [snapshot, ranking, order],
  );
  const locked = useMemo(() => (snapshot && ranking ? lockedAt(ranking, snapshot.locked) : 0), [snapshot, ranking]);
  const markedRank = marked && snapshot ? rankOf(snapshot.ranking, snapshot.layers, marked.layer, marked.index) : null;
  const counted = countedBy(cut, setup, sparsity);
  const compared = useComparedCurves();
  const chance = useMemo(() => (data ? chanceNamed(data) : null), [data]);
  const table = () => ({
    caption: "Validation accuracy by sparsity",
    columns: ["Sparsity", "Now", "Before fine-tuning", ...setup.against.map((method) => methodName(method, setup))],
    rows: curve.points.map(({ sparsity, accuracy }) => {
      const before = reference?.find((point) => point.sparsity === sparsity);
      const others = compared.map(({ marks }) => accuracyAt(marks, sparsity));
      return [sparsity, accuracy, before?.accuracy, ...others].map((share) =>
        share === undefined || share === null ? "–" : `${percent(share)}\u202f%`,
      );
    }),
  });
  return (
    <Panel
      id="tradeoff"
      title="Trade-off"
      className={styles.floor}
      head={<h2 className="vh">Trade-off</h2>}
      table={table}
    >
      <TradeOff
        axis={setup.axis}
        curve={curve.points}
        age={curve.age}
        reference={reference}
        compared={compared}
        reached={reached}
        sparsity={sparsity}
        description={counted && describeCount(counted, sparsity)}
        accuracy={preview?.accuracy ?? null}
        isPending={isPending}
        when={when}
        standing={accuracyAtHandle(curve, preview, sparsity)}
        shareOf={wholes(setup)}
        before={before}
        locked={locked}
        pruned={cut ? cut.gone.count / Math.max(1, cut.gone.all) : 0}
        values={values}
        isSigned={snapshot ? isOfWeights(snapshot.ranking) : true}
        stripLabel={
          <>
            <Line
              as="span"
              shorter={[snapshot && !isOfWeights(snapshot.ranking) ? "weakest first" : `${lowest} first`]}
            >
              {granularity === "unit" || granularity === "channel"
                ? `the ${wholes({ ...setup, granularity })}, weakest first`
                : granularity === "layer"
                  ? "the layers that can go, weakest first"
                  : `the ${cut ? `${count(cut.total)} ` : ""}weights, ${lowest} ${granularity === "group" ? "of each group " : scope === "global" ? "" : "of each layer "}first`}
            </Line>
            <ActionButton id="axis" className="link" isPressed={setup.axis === "log"} />
            {counted ? <ExactCut {...counted} sparsity={sparsity} /> : null}
          </>
        }
        chance={chance}
        untrained={step === 0}
        marked={markedRank && (order.indexOf(markedRank.at) + 0.5) / order.length}
        over={useOver()}
        onMove={moveHandle}
        onCommit={commitMove}
        onCancel={cancelMove}
      />
    </Panel>
  );
}

/** All that was done, while its page is open. */
function useOver(): Over | null {
  const isOpen = useStore((state) => state.note === "runs");
  const nodes = useStore((state) => state.nodes);
  return useMemo(
    () =>
      isOpen
        ? {
            accuracies: [...nodes.values()].map(({ accuracy }) => accuracy),
            draw: (place) => <Fetched part={runsOnFloor} props={place} />,
          }
        : null,
    [isOpen, nodes],
  );
}

/** "chance 95.0 %, always “no”": the largest class's share of the validation set. */
function chanceNamed({ labels, classes }: DataSummary) {
  const { label, share } = chanceOf(labels, classes.length);
  return { share, name: `chance ${percent(share)}\u202f%: always “${classes[label]}”` };
}

/** The curve before fine-tuning and what was reached since, as far as they have a place on the axis in use. */
function useEarlier() {
  const reference = useReferenceCurve();
  const reached = useReached();
  const { granularity, groupSize, protect } = useStore((state) => state.setup);
  return useMemo(() => {
    const setup = { granularity, groupSize, protect };
    return { reference: referenceOn(setup, reference), reached: reachedOn(setup, reached) };
  }, [reference, reached, granularity, groupSize, protect]);
}

/** Curves of the compared methods, for the weights of the curve in use; without marks those that are not worked out yet. */
function useComparedCurves() {
  const curve = useResult("curve");
  const setup = useStore((state) => state.setup);
  const comparisons = useComparisons(curve?.key.version);
  return useMemo(
    () =>
      comparisons.map((comparison, i) => ({
        name: methodName(setup.against[i], setup),
        marks: curve && comparison ? onAxisOf({ ...setup, points: curve.points }, comparison) : [],
      })),
    [comparisons, curve, setup],
  );
}
