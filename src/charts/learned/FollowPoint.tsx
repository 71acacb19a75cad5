import { pointsText } from "../../text/charts.ts";
import styles from "./Boundary.module.css";
import { nextPoint, type PointPlace } from "./points.ts";

const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Follows points by keys: arrows go to the next one their way, Escape lets go. */
export function FollowPoint(props: {
  places: readonly PointPlace[];
  row: number | null;
  tell: (row: number) => string;
  onFollow: (row: number | null) => void;
}) {
  const { places, row, tell, onFollow } = props;
  return (
    <input
      type="range"
      className={styles.follow}
      aria-label={pointsText.follow}
      aria-valuetext={row === null ? pointsText.none : tell(row)}
      min={0}
      max={Math.max(0, places.length - 1)}
      value={row ?? 0}
      onChange={(event) => onFollow(Number(event.target.value))}
      onKeyDown={(event) => {
        const way = ways[event.key];
        if (way && !event.altKey && !event.ctrlKey && !event.metaKey) {
          event.preventDefault();
          onFollow(nextPoint(places, row, way));
        } else if (event.key === "Escape" && row !== null) {
          event.preventDefault();
          event.stopPropagation();
          onFollow(null);
        }
      }}
    />
  );
}
