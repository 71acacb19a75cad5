import { memo } from "react";
import { closeNote, openNote } from "../../store/actions/look.ts";
import { useStore } from "../../store/store.ts";
import { pageOf } from "./registry.ts";
import styles from "./Word.module.css";

/** A choice that reads as a word of a sentence and opens its page of the margin; named "Criterion: magnitude". */
export const Word = memo(function Word(props: { page: string; name: string; value: string }) {
  const { page, name, value } = props;
  const isOpen = useStore((state) => state.note === page);
  const prepare = () => pageOf(page)?.part.prepare();
  return (
    <button
      type="button"
      className={styles.word}
      aria-label={`${name}: ${value}`}
      aria-expanded={isOpen}
      title={value}
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={() => (isOpen ? closeNote() : openNote(page))}
    >
      {value}
    </button>
  );
});
