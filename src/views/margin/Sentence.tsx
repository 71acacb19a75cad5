import { type ReactNode, useId, useState } from "react";
import { useLevel } from "../useLevel.ts";
import { type ChoiceProps, Choices, Segments } from "./Choices.tsx";
import styles from "./Sentence.module.css";
import word from "./Word.module.css";

/** A choice that reads as a word of a sentence. */
export interface Blank extends ChoiceProps {
  /** As it reads in the sentence. */
  readonly says: string;
}

/** A sentence whose words are choices: one of them at a time unfolds below it. */
export function Sentence<Key extends string>(props: {
  blanks: Readonly<Record<Key, Blank>>;
  /** A part of a line, not the lead of a page. */
  isSmall?: boolean;
  children: (word: (key: Key) => ReactNode) => ReactNode;
}) {
  const { blanks, isSmall = false, children } = props;
  const id = useId();
  const [open, unfold] = useState<Key | null>(null);
  useLevel(open !== null, () => unfold(null));
  const said = (key: Key) => {
    const { name, says } = blanks[key];
    const isOpen = open === key;
    return (
      <button
        type="button"
        className={word.word}
        aria-label={`${name}: ${says}`}
        title={says}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => unfold(isOpen ? null : key)}
      >
        {says}
      </button>
    );
  };
  const isShort = (blank: Blank) => blank.options.every(({ line, picture, reason }) => !line && !picture && !reason);
  return (
    <>
      <p className={isSmall ? styles.small : styles.lead}>{children(said)}</p>
      {open === null ? null : (
        <div id={id} className={styles.unfolded}>
          {isShort(blanks[open]) ? <Segments {...blanks[open]} /> : <Choices {...blanks[open]} />}
        </div>
      )}
    </>
  );
}
