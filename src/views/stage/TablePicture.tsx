import { useMemo } from "react";
import inputs from "../../charts/learned/KeptInputs.module.css";
import perClassStyles from "../../charts/learned/PerClass.module.css";
import { examplesPerClass, knownPerClass } from "../../data/classes.ts";
import { useBefore } from "../../store/before.ts";
import { useCut } from "../../store/cut.ts";
import { useResult } from "../../store/results.ts";
import type { DataSummary } from "../../worker/protocol/data.ts";
import { drawingOf } from "../drawn.tsx";
import styles from "./TablePicture.module.css";

const KeptInputs = drawingOf("KeptInputs", inputs.inputs);
const PerClass = drawingOf("PerClass", perClassStyles.classes);

/** Classes that can be told apart side by side. */
const mostClasses = 20;

/** What of a table is still read, and which of its classes pay for the cut. */
export function TablePicture({ data }: { data: DataSummary }) {
  const cut = useCut();
  const preview = useResult("preview");
  const before = useBefore();
  const perClass = useMemo(() => {
    if (!preview || !before) return null;
    const counts = examplesPerClass(data.labels, data.classes.length);
    return { before: knownPerClass(before.perClass, counts), now: knownPerClass(preview.perClass, counts) };
  }, [data, preview, before]);
  const first = cut?.snapshot.layers[0];
  return (
    <div className={styles.table}>
      {perClass && data.classes.length <= mostClasses ? <PerClass {...perClass} classes={data.classes} /> : null}
      {first ? <KeptInputs bits={cut.mask.get(first.name)!} names={data.inputNames} /> : null}
    </div>
  );
}
