import styles from "./BrushBox.module.css";
import type { BrushedBox } from "./useBrush.ts";

/** What is being brushed over. */
export function BrushBox({ box: { x0, y0, x1, y1 } }: { box: BrushedBox }) {
  return <div className={styles.brush} style={{ left: x0, top: y0, width: x1 - x0, height: y1 - y0 }} />;
}
