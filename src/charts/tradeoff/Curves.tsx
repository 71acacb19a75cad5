import { memo } from "react";
import svg from "../svg.module.css";
import { dashes, pathThrough } from "./curves.ts";
import type { Polyline } from "./span.ts";

/** Curves of what is not in use: of the weights before any fine-tuning, and of other methods. */
export const Ghosts = memo(function Ghosts(props: { reference: Polyline | null; compared: readonly Polyline[] }) {
  return (
    <>
      {props.reference ? <path className={`${svg.curve} ${svg.old}`} d={pathThrough(props.reference) ?? ""} /> : null}
      {props.compared.map((curve, i) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: a comparison is its place
          key={i}
          className={`${svg.curve} ${svg.other}`}
          d={pathThrough(curve) ?? ""}
          strokeDasharray={dashes[i]}
        />
      ))}
    </>
  );
});

/** The curve in use; dashed where training has left it behind, with an open end where nobody has been further. */
export const Curve = memo(function Curve(props: {
  curve: Polyline;
  isStale: boolean;
  isFaint: boolean;
  isOpen: boolean;
}) {
  const { curve, isStale, isFaint, isOpen } = props;
  const end = curve.at(-1);
  return (
    <>
      <path className={`${svg.curve} ${isFaint ? svg.old : isStale ? svg.stale : ""}`} d={pathThrough(curve) ?? ""} />
      {isOpen && end ? <circle className={svg.open} cx={end[0]} cy={end[1]} r={4} /> : null}
    </>
  );
});
