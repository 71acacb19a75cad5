import type { KeyboardEvent } from "react";
import type { Move } from "../../pruning/move.ts";
import { cutChartText } from "../../text/charts.ts";
import { useSettled } from "../useSettled.ts";
import styles from "./TradeOff.module.css";

/** How far a key moves the handle, as a share of all. */
const steps: Readonly<Record<string, number>> = {
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  PageUp: 0.1,
  PageDown: -0.1,
  Home: -1,
  End: 1,
};

/** Where a key leads to: with Alt one weight or unit further, with Shift a tenth of a percent; null where it is no key of the slider. */
export function moveOf(event: Pick<KeyboardEvent, "key" | "altKey" | "shiftKey" | "ctrlKey" | "metaKey">): Move | null {
  const way = steps[event.key];
  if (way === undefined || event.ctrlKey || event.metaKey) return null;
  const isArrow = event.key.startsWith("Arrow");
  if (isArrow && event.altKey) return { further: way > 0 ? 1 : -1 };
  return { by: isArrow && event.shiftKey ? Math.sign(way) * 0.001 : way };
}

/** The handle for keys and for who hears the page: a slider of its own, which is not seen. */
export function SparsityInput(props: {
  sparsity: number;
  /** What is told of its place. */
  text: string;
  onMove: (move: Move, final: boolean) => void;
  onCommit: () => void;
}) {
  const { sparsity, onMove } = props;
  const settled = useSettled(props.onCommit);
  return (
    <input
      className={styles.range}
      type="range"
      min={0}
      max={100}
      step={0.1}
      value={Math.round(sparsity * 1000) / 10}
      aria-label={cutChartText.slider}
      aria-valuetext={props.text}
      onChange={(event) => onMove({ to: Number(event.target.value) / 100 }, true)}
      onKeyDown={(event) => {
        const move = moveOf(event);
        if (!move) return;
        event.preventDefault();
        onMove(move, false);
        settled.moved();
      }}
      onKeyUp={(event) => {
        if (steps[event.key] !== undefined) settled.released();
      }}
      onBlur={settled.settle}
    />
  );
}
