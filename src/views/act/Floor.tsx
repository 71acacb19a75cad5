import { useMemo, useRef, useState } from "react";
import plot from "../../charts/plot.module.css";
import type { Over } from "../../charts/tradeoff/props.ts";
import { cancelMove, commitMove, moveHandle } from "../../store/actions/handle.ts";
import { closeNote, openNote } from "../../store/actions/look.ts";
import { axisKindOf } from "../../store/axisKind.ts";
import { useBefore } from "../../store/before.ts";
import { accuracyAt } from "../../store/compare.ts";
import { curveOf } from "../../store/curve.ts";
import { useCut, useIsPending } from "../../store/cut.ts";
import { walkedTo } from "../../store/firstSight.ts";
import { useResult } from "../../store/results.ts";
import { useStore } from "../../store/store.ts";
import {
  compareName,
  compareWord,
  dragMe,
  floorTitle,
  floorWords,
  tableCaption,
  tableColumns,
} from "../../text/floor.ts";
import { percentOrNone } from "../../text/numbers.ts";
import { ActionButton } from "../ActionButton.tsx";
import { wholes } from "../amount.ts";
import { drawingOf } from "../drawn.tsx";
import { Fetched, partOf } from "../Fetched.tsx";
import { pageOf } from "../margin/registry.ts";
import { Panel } from "../Panel.tsx";
import { methodName } from "../workflow/choices.ts";
import { countedBy, describeCount, ExactCut } from "./ExactCut.tsx";
import styles from "./Floor.module.css";
import { handlePlace, useChance, useComparedCurves, useEarlier, useQueue } from "./floorParts.ts";
import { useFlip } from "./useFlip.ts";

const TradeOff = drawingOf("TradeOff", plot.plot);
const runsOnFloor = partOf(async () => (await import("../margin/pages.ts")).RunsOnFloor);

/** The cut chart that is the slider, as wide as the page. */
export function Floor() {
  const cut = useCut();
  const sparsity = useStore((state) => state.sparsity);
  const setup = useStore((state) => state.setup);
  const axis = useStore(axisKindOf);
  const untrained = useStore((state) => state.progress.step === 0);
  const curve = useStore(curveOf);
  const accuracy = useResult("preview")?.accuracy ?? null;
  const isPending = useIsPending();
  const before = useBefore();
  const queue = useQueue(cut);
  const walked = useStore(walkedTo);
  const flip = useFlip();
  const chance = useChance();
  const earlier = useEarlier();
  const compared = useComparedCurves();
  const counted = countedBy(cut, setup, sparsity);
  const { isExact, open, close } = useExact();
  const table = () => ({
    caption: tableCaption,
    columns: [...tableColumns, ...setup.against.map((method) => methodName(method, setup))],
    rows: curve.points.map(({ sparsity, accuracy }) => {
      const before = earlier.reference?.find((point) => point.sparsity === sparsity);
      const others = compared.map(({ marks }) => accuracyAt(marks, sparsity));
      return [sparsity, accuracy, before?.accuracy, ...others].map((share) => percentOrNone(share));
    }),
  });
  return (
    <Panel title={floorTitle} className={styles.floor} table={table}>
      <TradeOff
        {...{ axis, sparsity, accuracy, isPending, before, chance, compared, untrained }}
        {...queue}
        {...earlier}
        curve={curve.points}
        age={curve.age}
        walked={walked}
        live={handlePlace}
        description={counted && describeCount(counted, sparsity)}
        shareOf={wholes(setup)}
        flip={flip}
        hint={walked !== null && sparsity === 0 ? dragMe : null}
        words={walked === null ? words : null}
        exact={isExact && counted ? <ExactCut {...counted} sparsity={sparsity} onClose={close} /> : null}
        texts={floorWords}
        onMove={moveHandle}
        onCommit={commitMove}
        onCancel={cancelMove}
        onExact={open}
        over={useOver()}
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

const words = <FloorWords />;

/** What leads on from the chart: to other methods, and to more room for the sparse end. */
function FloorWords() {
  const isOpen = useStore((state) => state.note === "compare");
  const prepare = () => pageOf("compare")?.part.prepare();
  return (
    <>
      <button
        type="button"
        className={styles.word}
        aria-label={`${compareName}: ${compareWord}`}
        aria-expanded={isOpen}
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => (isOpen ? closeNote() : openNote("compare"))}
      >
        {compareWord}
      </button>
      <ActionButton id="axis" className={styles.word} />
    </>
  );
}

/** Whether the field for an exact cut is open; the focus goes back to what opened it. */
function useExact() {
  const [isExact, setExact] = useState(false);
  const opener = useRef<Element | null>(null);
  const open = useRef(() => {
    opener.current = document.activeElement;
    setExact(true);
  }).current;
  const close = (isLeft: boolean) => {
    setExact(false);
    if (!isLeft && opener.current instanceof HTMLElement) opener.current.focus();
  };
  return { isExact, open, close };
}
