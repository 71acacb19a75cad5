import { type ReactNode, useId } from "react";
import type { Formula as Tree } from "../../pruning/formula.ts";
import { enterTakesIt } from "../../text/choices.ts";
import { sentenceOf } from "../../text/faults/catalogue.ts";
import type { Said } from "../../worker/protocol/said.ts";
import { Formula } from "../Formula.tsx";
import styles from "./Choices.module.css";
import { useChoice } from "./useChoice.ts";

/** One of a group of which one is chosen. */
export interface Option {
  readonly value: string;
  readonly label: string;
  /** Why it cannot be chosen now: stands in place of its line. */
  readonly reason?: Said | null;
  /** What it is, in a line. */
  readonly line?: ReactNode;
  readonly picture?: ReactNode;
  readonly formula?: Tree | undefined;
  /** Stands at the end of its row. */
  readonly aside?: ReactNode;
  /** The heading that it and those after it stand under. */
  readonly under?: ReactNode;
}

export interface ChoiceProps {
  /** Names the group. */
  readonly name: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
  /** A choice replaces the network: arrow keys only pass over the others, Enter takes one. */
  readonly startsOver?: boolean;
}

/** A choice of one, each with what it is: a line, a picture, its formula, and how it does; in little room, of one line each. */
export function Choices(props: ChoiceProps & { isCompact?: boolean }) {
  const { name, value, options, onChange, startsOver = false, isCompact = false } = props;
  const id = useId();
  const choice = useChoice(value, onChange, startsOver ? "decided" : "pressed");
  return (
    <fieldset className={`${styles.choices} ${isCompact ? styles.compact : ""}`} aria-label={name} {...choice.handlers}>
      {options.map((option, place) => (
        <Row
          key={option.value}
          id={`${id}${place}`}
          group={id}
          option={option}
          isChosen={option.value === choice.shown}
          onChange={choice.onChange}
        />
      ))}
      <Waits waits={choice.waits} />
    </fieldset>
  );
}

function Row(props: {
  id: string;
  group: string;
  option: Option;
  isChosen: boolean;
  onChange: ReturnType<typeof useChoice>["onChange"];
}) {
  const { id, group, option, isChosen, onChange } = props;
  const { value, label, reason = null, line, picture, formula, aside, under } = option;
  const isOut = reason !== null;
  const hasLine = isOut || line !== undefined;
  return (
    <>
      {under ? <p className={styles.under}>{under}</p> : null}
      <div className={`${styles.row} ${isOut ? styles.out : ""} ${picture ? "" : styles.plain}`}>
        <label className={styles.pick}>
          <input
            type="radio"
            name={group}
            value={value}
            checked={isChosen}
            disabled={isOut}
            aria-labelledby={`${id}n`}
            aria-describedby={hasLine ? `${id}l` : undefined}
            onChange={onChange}
          />
          {picture ? (
            <span className={styles.picture} aria-hidden>
              {picture}
            </span>
          ) : null}
          <span className={styles.words}>
            <b id={`${id}n`}>{label}</b>
            {hasLine ? <span id={`${id}l`}>{isOut ? sentenceOf(reason) : line}</span> : null}
            {formula && !isOut ? <Formula of={formula} /> : null}
          </span>
        </label>
        {aside && !isOut ? <span className={styles.aside}>{aside}</span> : null}
      </div>
    </>
  );
}

/** A choice of one among a few short ones, in a line with what it is about. */
export function Segments(props: ChoiceProps & { note?: string }) {
  const { name, note, value, options, onChange, startsOver = false } = props;
  const id = useId();
  const choice = useChoice(value, onChange, startsOver ? "decided" : "pressed");
  return (
    <fieldset className={styles.line} aria-label={name} {...choice.handlers}>
      <span className={styles.name} aria-hidden>
        {name}
        {note ? <small>{note}</small> : null}
      </span>
      <span className={styles.segments}>
        {options.map(({ value: one, label, reason = null }) => (
          <label
            key={one}
            className={styles.segment}
            data-label={label}
            title={reason ? sentenceOf(reason) : undefined}
          >
            <input
              type="radio"
              name={id}
              value={one}
              checked={one === choice.shown}
              disabled={reason !== null}
              onChange={choice.onChange}
            />
            {label}
          </label>
        ))}
      </span>
      <Waits waits={choice.waits} />
    </fieldset>
  );
}

/** Choices of a number, with the current one among them. */
export const numbers = (values: readonly number[], current: number): Option[] =>
  [...new Set([...values, current])]
    .sort((a, b) => a - b)
    .map((value) => ({ value: String(value), label: String(value) }));

/** Says what makes a choice count that keys have passed to. */
export const Waits = ({ waits }: { waits: boolean }) => (
  <span className={styles.waits} role="status">
    {waits ? enterTakesIt : ""}
  </span>
);
