import type { Move } from "../../pruning/move.ts";
import { cutAt } from "../../text/charts.ts";
import { moveOf } from "../tradeoff/SparsityInput.tsx";
import { useSettled } from "../useSettled.ts";
import type { CutPiece } from "./place.ts";
import styles from "./Tide.module.css";

/** What keys do with a line. */
export interface TideMoves {
  /** Whether the line of a layer moves alone. */
  readonly movesAlone: boolean;
  readonly onMove: (layer: number, move: Move, final: boolean) => void;
  readonly onCommit: () => void;
}

/** The cut line for fingers and keys: it is drawn below. */
export function TideSlider(
  props: TideMoves & {
    layer: number;
    name: string;
    /** How far up it stands, 0..1, and the size that is. */
    height: number;
    text: string;
    place: Omit<CutPiece, "layer">;
    isKeyed: boolean;
  },
) {
  const { layer, place, isKeyed, onMove } = props;
  const settled = useSettled(props.onCommit);
  return (
    <div
      className={styles.line}
      style={{ left: place.left, width: place.right - place.left, transform: `translateY(${place.y}px)` }}
    >
      {isKeyed ? (
        <input
          className={styles.knob}
          type="range"
          min={0}
          max={1000}
          value={Math.round(props.height * 1000)}
          aria-label={props.name}
          aria-valuetext={cutAt(props.text)}
          aria-orientation="vertical"
          onChange={(event) => onMove(layer, { by: Number(event.target.value) / 1000 - props.height }, true)}
          onKeyDown={(event) => {
            const move = moveOf(event);
            if (!move) return;
            event.preventDefault();
            onMove(layer, move, false);
            settled.moved();
          }}
          onKeyUp={(event) => {
            if (moveOf(event)) settled.released();
          }}
          onBlur={settled.settle}
        />
      ) : null}
    </div>
  );
}
