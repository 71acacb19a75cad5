import type { StateKind } from "./forest.ts";
import styles from "./StateMark.module.css";

/** A state around a point: training is a disc, a cut a small ring, fine-tuning a square on its tip; where one is is plum, what is of another
 *  network pale. */
export function StateMark(props: {
  kind: StateKind;
  radius: number;
  isHere: boolean;
  isPale?: boolean;
  x?: number;
  y?: number;
}) {
  const { kind, radius, isHere, isPale = false, x = 0, y = 0 } = props;
  const looks = [styles.node, kind === "cut" && styles.cut, isHere && styles.here, isPale && styles.pale];
  return (
    <path
      className={looks.filter(Boolean).join(" ")}
      transform={x || y ? `translate(${x} ${y})` : undefined}
      d={outlineOf(kind, radius)}
    />
  );
}

function outlineOf(kind: StateKind, radius: number): string {
  if (kind === "tuned") return `M0 ${-radius}L${radius} 0L0 ${radius}L${-radius} 0z`;
  const r = radius * (kind === "cut" ? 0.7 : 0.9);
  return `M${-r} 0a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0z`;
}
