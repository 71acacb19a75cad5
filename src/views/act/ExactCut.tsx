import { type CSSProperties, type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Move } from "../../pruning/move.ts";
import { roundHalfToEven } from "../../pruning/round.ts";
import type { Setup } from "../../setup/setup.ts";
import { cancelMove, moveHandle } from "../../store/actions/handle.ts";
import type { Cut } from "../../store/cut.ts";
import { countedText } from "../../text/act.ts";
import { wholeNames } from "../../text/cut.ts";
import { floorWords } from "../../text/floor.ts";
import { wholes } from "../amount.ts";
import styles from "./ExactCut.module.css";

/** What the slider counts: so many weights, units, channels or layers, or the weights of each group. */
export interface CountedCut {
  /** Null while they are not ranked yet. */
  readonly of: number | null;
  readonly what: string;
  /** "How many of 96 weights go": what is asked where a number is written. */
  readonly question: string;
  /** How many are gone at the cut on screen, where the handle's place does not say it: earlier rounds and hands may have pruned more,
   *  what is kept by hand stays. Null where it does, but for the rounding of every layer. */
  readonly gone: number | null;
}

/** What the slider counts at a cut; null before there is one. */
export function countedBy(
  cut: Pick<Cut, "gone" | "ranking"> | null,
  setup: Pick<Setup, "granularity" | "groupSize" | "hidden">,
  sparsity: number,
): CountedCut | null {
  if (!cut) return null;
  const { granularity, groupSize } = setup;
  const isOfGroups = granularity === "group";
  const { gone, ranking } = cut;
  const of = Math.max(1, isOfGroups ? groupSize : gone.all);
  const rounding = ranking.lists.length > 1 ? (ranking.lists.length + 1) / 2 : 0;
  const isExact = isOfGroups || Math.abs(gone.count - roundHalfToEven(sparsity * of)) <= rounding;
  const noun = wholes(setup) ?? wholeNames.weights;
  if (ranking.lists.length > 0 && ranking.granularity !== granularity)
    return { of: null, ...countedText.unranked(noun), gone: null };
  const said = isOfGroups
    ? countedText.groups(of)
    : granularity === "layer"
      ? countedText.layers(of, noun)
      : countedText.all(of, noun);
  return { of, ...said, gone: isExact ? null : gone.count };
}

/** "8 of 32 neurons pruned", or "0 of 32 neurons, 6 are gone": the handle's place in numbers, and what is gone where that is another. */
export const describeCount = ({ of, what, gone }: CountedCut, sparsity: number): string | null =>
  of === null ? null : countedText.pruned(roundHalfToEven(sparsity * of), of, what, gone);

/** The cut as a number to write: a percentage, or a count of what goes. Shown at once, applied by Enter or when the focus leaves. */
export function ExactFields({ of, question, gone, sparsity }: CountedCut & { sparsity: number }) {
  return (
    <span className={styles.fields}>
      <NumberField
        label={countedText.percent}
        value={Math.round(sparsity * 1e5) / 1e3}
        most={100}
        step={0.1}
        moveOf={(percent) => ({ to: percent / 100 })}
      />
      {countedText.or}
      <NumberField
        label={question}
        value={of === null ? null : roundHalfToEven(sparsity * of)}
        most={of}
        step={1}
        moveOf={(pruned) => ({ count: Math.round(pruned) })}
      />
      {countedText.ofAll(of, gone)}
    </span>
  );
}

/** The same in the lane of the axis, until one goes elsewhere or presses Escape. */
export function ExactCut({ onClose, ...cut }: CountedCut & { sparsity: number; onClose: (isLeft: boolean) => void }) {
  const fields = useRef<HTMLFieldSetElement>(null);
  useEffect(() => fields.current!.querySelector("input")!.select(), []);
  return (
    <fieldset
      ref={fields}
      className={styles.exact}
      aria-label={floorWords.exactCut}
      onKeyDown={({ key }) => {
        if (key === "Escape") onClose(false);
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) onClose(true);
      }}
    >
      <ExactFields {...cut} />
    </fieldset>
  );
}

function NumberField(props: {
  label: string;
  /** Null where it is not known; `most` neither. */
  value: number | null;
  most: number | null;
  step: number;
  /** What a number asks for. */
  moveOf: (number: number) => Move;
}) {
  const { label, value, most, step, moveOf } = props;
  /** As written so far; null while nobody writes. */
  const [draft, setDraft] = useState<string | null>(null);
  const isWrong = (text: string) => text === "" || Number(text) < 0 || (most !== null && Number(text) > most);
  const apply = (text: string, final: boolean) => {
    if (!isWrong(text)) moveHandle(moveOf(Number(text)), final);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape" && draft !== null) {
      event.stopPropagation();
      setDraft(null);
      cancelMove();
    }
    if (event.key !== "Enter" || draft === null) return;
    // The browser says what is wrong with it.
    if (isWrong(draft)) event.currentTarget.reportValidity();
    else {
      apply(draft, true);
      setDraft(null);
    }
  };
  return (
    <input
      type="number"
      aria-label={label}
      min={0}
      max={most ?? undefined}
      // Any number between may be written; the arrow keys go by `step`.
      step={step}
      value={draft ?? value ?? ""}
      required
      style={{ "--digits": Math.max(4, String(most ?? "").length) } as CSSProperties}
      aria-invalid={draft !== null && isWrong(draft)}
      onChange={(event) => {
        setDraft(event.target.value);
        apply(event.target.value, false);
      }}
      onKeyDown={onKeyDown}
      onBlur={() => {
        if (draft === null) return;
        // What is no such number is forgotten, and the cut goes back.
        if (isWrong(draft)) cancelMove();
        else apply(draft, true);
        setDraft(null);
      }}
    />
  );
}
