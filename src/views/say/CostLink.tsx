import { useMemo } from "react";
import { closeNote, openNote } from "../../store/actions/look.ts";
import { useCut } from "../../store/cut.ts";
import { useStore } from "../../store/store.ts";
import { soWhats } from "../../text/soWhat.ts";
import { wholes } from "../amount.ts";
import { pageOf } from "../margin/registry.ts";
import styles from "./Say.module.css";
import { savingOf } from "./saving.ts";

const page = "cost";

/** "2.3× smaller, 2.5× less work": opens what the cut costs and saves. */
export function CostLink() {
  const cut = useCut();
  const spec = useStore((state) => state.spec);
  const isStructured = useStore((state) => wholes(state.setup) !== null);
  const isOpen = useStore((state) => state.note === page);
  const saving = useMemo(
    () => (cut && spec ? savingOf(spec, cut.snapshot.layers, cut.mask, isStructured) : null),
    [cut, spec, isStructured],
  );
  const text = saving ? soWhats.saving(saving) : "";
  if (!saving || text === "") return null;
  const prepare = () => pageOf(page)?.part.prepare();
  return (
    <button
      type="button"
      className={styles.costs}
      aria-expanded={isOpen}
      title={soWhats.savingOf(saving)}
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={() => (isOpen ? closeNote() : openNote(page))}
    >
      {text}
    </button>
  );
}
