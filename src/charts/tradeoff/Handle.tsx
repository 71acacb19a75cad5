import { memo, type ReactNode, useLayoutEffect, useRef } from "react";
import { percent } from "../../text/numbers.ts";
import type { Live } from "../live.ts";
import type { AccuracyScale } from "./accuracyScale.ts";
import type { Axis } from "./axis.ts";
import { chipAt, halo, type TradeOffLayout } from "./layout.ts";
import styles from "./TradeOff.module.css";

/** Where the handle stands, 0..1; the accuracy is null while unknown. */
export interface HandlePlace {
  readonly sparsity: number;
  readonly standing: number | null;
}

/** The handle's middle in pixels; on the foot while its accuracy is unknown. */
export const pixelOf = (
  { sparsity, standing }: HandlePlace,
  axis: Axis,
  scale: AccuracyScale,
  { frame }: TradeOffLayout,
) => ({ x: axis.x(sparsity), y: standing === null ? frame.bottom : scale.y(standing) });

/** "60%", "59.7%": what stands on the chip. */
export const chipText = (sparsity: number) => `${percent(sparsity).replace(/\.0$/, "")}%`;

/** What is dragged, with the cut through plot and queue, and the chip on the axis. They are moved by hand, in the moment of the move:
 *  whatever else a move takes, the handle stays under the finger. What the chip says is laid out with the rest. */
export const Handle = memo(function Handle(props: {
  live: Live<HandlePlace>;
  axis: Axis;
  scale: AccuracyScale;
  layout: TradeOffLayout;
  radius: number;
  isIdle: boolean;
  /** What to do with it, said beside it. */
  hint: ReactNode;
  /** What pressing the chip does: "Exact cut". */
  chipName: string;
  isExact: boolean;
  onChip: () => void;
}) {
  const { live, axis, scale, layout, radius, isIdle, hint, chipName, isExact, onChip } = props;
  const hand = useRef<HTMLDivElement>(null);
  const cut = useRef<HTMLDivElement>(null);
  const chip = useRef<HTMLButtonElement>(null);
  const { frame, queue } = layout;
  useLayoutEffect(() => {
    const move = () => {
      const { x, y } = pixelOf(live.get(), axis, scale, layout);
      hand.current!.style.transform = `translate(${x}px, ${y}px)`;
      cut.current!.style.transform = `translate(${x}px, ${y}px)`;
      chip.current!.style.transform = `translateX(${chipAt(x, layout)}px)`;
    };
    move();
    return live.subscribe(move);
  }, [live, axis, scale, layout]);
  useLayoutEffect(() => {
    let text = "";
    const write = () => {
      const now = chipText(live.get().sparsity);
      if (now === text) return;
      text = now;
      chip.current!.firstElementChild!.textContent = now;
      chip.current!.ariaLabel = `${chipName}: ${now}`;
    };
    write();
    return live.subscribeDrawn(write);
  }, [live, chipName]);
  const size = 2 * (radius + halo);
  const wing = radius * 0.36;
  return (
    <>
      <div className={styles.cutLane} style={{ height: frame.bottom + queue + 2 }}>
        <div ref={cut} className={isIdle ? `${styles.cut} ${styles.idle}` : styles.cut} />
      </div>
      <div ref={hand} className={isIdle ? `${styles.hand} ${styles.idle}` : styles.hand} data-handle>
        <svg aria-hidden width={size} height={size} viewBox={`${-size / 2} ${-size / 2} ${size} ${size}`}>
          <circle className={styles.wash} r={size / 2} />
          <circle className={styles.knob} r={radius} />
          <path
            className={styles.chevrons}
            d={`M${-wing} ${-wing}l${-wing} ${wing}l${wing} ${wing}M${wing} ${-wing}l${wing} ${wing}l${-wing} ${wing}`}
          />
        </svg>
        <div className={styles.grab} />
        {hint === null ? null : <div className={styles.hint}>{hint}</div>}
      </div>
      <button
        ref={chip}
        type="button"
        className={isIdle ? `${styles.chip} ${styles.idle}` : styles.chip}
        style={{ ...layout.chip }}
        data-slides
        aria-expanded={isExact}
        onClick={onChip}
      >
        <span />
      </button>
    </>
  );
});
