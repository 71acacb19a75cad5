import { useLayoutEffect, useState } from "react";
import { useSize } from "../../charts/useSize.ts";
import styles from "./Rail.module.css";
import step from "./Step.module.css";

/** The line through the four steps, and its way back from Repeat to Prune. */
export function Rail({ doneTo }: { doneTo: number }) {
  const [ref, { width, height }] = useSize<SVGSVGElement>();
  const [places, setPlaces] = useState<readonly { x: number; y: number }[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the places depend on the size alone
  useLayoutEffect(() => {
    const svg = ref.current;
    if (!svg) return;
    const frame = svg.getBoundingClientRect();
    const numbers = [...(svg.parentElement?.querySelectorAll(`.${step.number}`) ?? [])];
    setPlaces(
      numbers.map((number) => {
        const box = number.getBoundingClientRect();
        return { x: box.left - frame.left + box.width / 2, y: box.top - frame.top + box.height / 2 };
      }),
    );
  }, [width, height]);
  const [first, second, , last] = places;
  const bottom = height - 9;
  const right = width - 1;
  return (
    <svg className={styles.rail} ref={ref} aria-hidden>
      {first && second && last ? (
        <>
          <path className={styles.track} d={`M${first.x} ${first.y}H${last.x}`} />
          <path
            className={`${styles.track} ${styles.done}`}
            d={`M${first.x} ${first.y}H${places[Math.min(doneTo, 3) - 1].x}`}
          />
          <path
            className={`${styles.track} ${styles.wayBack}`}
            d={`M${last.x} ${last.y}H${right - 8}q8 0 8 8V${bottom - 8}q0 8 -8 8H${second.x + 8}q-8 0 -8 -8V${second.y + 20}`}
          />
          <path className={`${styles.track} ${styles.wayBack}`} d={`M${second.x - 4} ${second.y + 25}l4 -6l4 6`} />
        </>
      ) : null}
    </svg>
  );
}
