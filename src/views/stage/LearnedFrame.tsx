import { ChartColumn, Map as MapIcon } from "lucide-react";
import type { ReactNode } from "react";
import { memo, useRef } from "react";
import type { TwinTable } from "../../charts/TableTwin.tsx";
import { useStore } from "../../store/store.ts";
import { learnedText as learned } from "../../text/learned.ts";
import { Fetched, partOf } from "../Fetched.tsx";
import { PageLink } from "../margin/PageLink.tsx";
import styles from "./LearnedFrame.module.css";
import { Region } from "./Region.tsx";
import { useScore } from "./score.ts";
import { Training } from "./Training.tsx";

/** What stands in the frame: what the network does now, what it did before the cut, or the sizes of its weights. */
export type LearnedView = "now" | "before" | "weights";

/** A word held so long shows "before" for as long as it is held. */
const heldMilliseconds = 400;

/** What stands at the foot, and in fewer words where there is little room. */
export interface FootNote {
  readonly text: string;
  readonly short: string;
}

/** The frame around what the network makes of its data: its name, now or before the cut, and what the cut broke. */
export function LearnedFrame(props: {
  readonly title: string;
  readonly shown: LearnedView;
  readonly onShow: (shown: LearnedView) => void;
  /** Whether there is a before to be seen. */
  readonly hasBefore: boolean;
  /** Stands in the place of the picture where the weights have none of their own. */
  readonly weights: ReactNode;
  readonly foot: FootNote | null;
  readonly isBroken: boolean;
  /** Figures of another place of the handle, for longer than a moment. */
  readonly isOverdue: boolean;
  readonly table: () => TwinTable;
  readonly children: ReactNode;
}) {
  const { title, shown, onShow, hasBefore, weights, foot, isBroken, isOverdue, table, children } = props;
  const isWeights = shown === "weights" && weights !== null;
  const times = useStore((state) => (state.data ? (state.opened[state.data.source] ?? 0) : 0));
  const held = useRef(0);
  const wasBefore = useRef(false);
  return (
    <div className={styles.room}>
      <div className={styles.frame}>
        <header className={styles.head}>
          <b>{isWeights ? learned.sizes : title}</b>
          <span className={styles.choice}>
            {hasBefore && !isWeights ? (
              <>
                <span className={shown === "before" ? undefined : styles.shown}>{learned.now}</span>
                <button
                  type="button"
                  aria-pressed={shown === "before"}
                  onPointerDown={(event) => {
                    held.current = event.timeStamp;
                    wasBefore.current = shown === "before";
                    onShow("before");
                  }}
                  onClick={(event) => {
                    // A key sends no press before.
                    const isPress = event.detail > 0;
                    const wasHeld = isPress && event.timeStamp - held.current > heldMilliseconds;
                    const was = isPress ? wasBefore.current : shown === "before";
                    onShow(wasHeld || was ? "now" : "before");
                  }}
                >
                  {learned.before}
                </button>
              </>
            ) : null}
            {weights === null ? null : (
              <button
                type="button"
                className={styles.swap}
                aria-label={isWeights ? learned.map : learned.weights}
                title={isWeights ? learned.map : learned.weights}
                onClick={() => onShow(isWeights ? "now" : "weights")}
              >
                {isWeights ? <MapIcon aria-hidden /> : <ChartColumn aria-hidden />}
                <span aria-hidden>{isWeights ? learned.map : learned.weights}</span>
              </button>
            )}
          </span>
        </header>
        {isWeights ? (
          <div className={styles.weights}>{weights}</div>
        ) : (
          <Region
            title={learned.region}
            className={`${styles.picture} ${isOverdue ? styles.overdue : ""}`}
            table={table}
          >
            <div className={styles.square}>
              {children}
              <SealPlace />
            </div>
          </Region>
        )}
        <footer className={styles.foot}>
          <div className={isOverdue ? `${styles.note} awaiting` : styles.note}>
            {foot === null ? null : (
              <PageLink
                page="mistakes"
                name={`${learned.mistakes}: ${foot.text}`}
                className={isBroken ? styles.broken : ""}
              >
                <span className={styles.long}>{foot.text}</span>
                <span className={styles.short}>{foot.short}</span>
              </PageLink>
            )}
          </div>
          <PageLink page="seal" className={styles.seal}>
            {times > 0 ? learned.opened(times) : learned.sealed}
          </PageLink>
        </footer>
        <div className={styles.run}>
          <Training />
        </div>
      </div>
    </div>
  );
}

const seal = partOf(async () => (await import("../margin/pages.ts")).Seal);

/** Where the seal of the test set is drawn: it comes with the page that asks whether to break it. */
const SealPlace = memo(function SealPlace() {
  const isAsked = useStore((state) => state.note === "seal");
  const { score } = useScore();
  return isAsked || score ? <Fetched part={seal} props={{}} missing={() => null} /> : null;
});
