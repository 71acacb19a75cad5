import boundary from "../../charts/learned/Boundary.module.css";
import { follow } from "../../store/actions/look.ts";
import { useBefore } from "../../store/before.ts";
import { useResult } from "../../store/results.ts";
import { useStore } from "../../store/store.ts";
import { learnedText as learned } from "../../text/learned.ts";
import { percent } from "../../text/numbers.ts";
import type { DataSummary } from "../../worker/protocol/data.ts";
import { drawingOf } from "../drawn.tsx";
import { useFieldBefore } from "./fieldBefore.ts";

const Boundary = drawingOf("Boundary", boundary.boundary);
const noneBroken = new Uint8Array();

/** Which places the network gives to which class, with the validation points on it; one that is pressed is followed. */
export function MapPicture(props: { data: DataSummary; broken: Uint8Array; showsBefore: boolean }) {
  const { data, broken, showsBefore } = props;
  const preview = useResult("preview");
  const before = useBefore();
  const fieldBefore = useFieldBefore(before);
  const row = useStore((state) => state.followed);
  if (!preview?.field) return <div className={boundary.boundary} />;
  const points = data.shown as Float32Array;
  const isBefore = showsBefore && before !== null && fieldBefore !== null;
  const { predictions, accuracy } = isBefore ? before : preview;
  const tell = (row: number) =>
    learned.point(
      row,
      data.classes[data.labels[row]],
      points[2 * row],
      points[2 * row + 1],
      data.classes[predictions[row]] ?? null,
    );
  return (
    <Boundary
      field={isBefore ? fieldBefore : preview.field}
      points={points}
      labels={data.labels}
      broken={isBefore ? noneBroken : broken}
      summary={learned.summary(data.labels.length, percent(accuracy))}
      following={{ row, tell, onFollow: follow }}
    />
  );
}
