import { type CSSProperties, type KeyboardEvent, useState } from "react";
import { sparsityOfCount } from "../pruning/oneFurther.ts";
import { roundHalfToEven } from "../pruning/round.ts";
import type { Setup } from "../setup/setup.ts";
import { cancelMove, moveSparsity } from "../store/actions.ts";
import type { Cut } from "../store/cut.ts";
import { wholes } from "./amount.ts";
import { count } from "./format.ts";

/** What the slider counts: so many weights, units, channels or layers, or the weights of each group. */
export interface Counted {
  readonly of: number;
  readonly what: string;
  /** "How many of 96 weights go": what is asked where a number is written. */
  readonly question: string;
  /** Whether the slider stops at whole numbers of them alone. */
  readonly isCoarse: boolean;
  /** The sparsity, 0..1, at which so many go. */
  readonly sparsityOf: (count: number) => number;
  /** How many are gone at the cut on screen, where the handle's place does not say it: earlier rounds and hands may have pruned more,
   *  what is kept by hand stays. Null where it does, but for the rounding of every layer. */
  readonly gone: number | null;
}

/** What the slider counts at a cut; null before there is one. */
export function countedBy(
  cut: Pick<Cut, "gone" | "ranking"> | null,
  setup: Pick<Setup, "granularity" | "groupSize" | "hidden">,
  sparsity: number,
): Counted | null {
  if (!cut) return null;
  const { granularity, groupSize } = setup;
  const isOfGroups = granularity === "group";
  const { gone, ranking } = cut;
  const of = Math.max(1, isOfGroups ? groupSize : gone.all);
  const rounding = ranking.lists.length > 1 ? (ranking.lists.length + 1) / 2 : 0;
  const isTold = isOfGroups || Math.abs(gone.count - roundHalfToEven(sparsity * of)) <= rounding;
  const noun = wholes(setup) ?? "weights";
  const asked = isOfGroups
    ? `every ${of} weights`
    : `${count(of)} ${granularity === "layer" ? "removable layers" : noun}`;
  return {
    of,
    what: isOfGroups ? "of each group" : noun,
    question: `How many of ${asked} go`,
    isCoarse: isOfGroups || granularity === "layer",
    sparsityOf: (count) => (isOfGroups ? count / of : sparsityOfCount(ranking, count)),
    gone: isTold ? null : gone.count,
  };
}

/** "0 of 32 neurons, 6 are gone": the handle's place in numbers, and what is gone where that is another. */
export const countTold = ({ of, what, gone }: Counted, sparsity: number): string =>
  `${count(roundHalfToEven(sparsity * of))} of ${count(of)} ${what}${goneTold(gone)}`;

const goneTold = (gone: number | null) => (gone === null ? "" : `, ${count(gone)} ${gone === 1 ? "is" : "are"} gone`);

/** The cut as a number to write: a percentage, or a count of what goes. Shown at once, applied by Enter or when the focus leaves. */
export function ExactCut({ of, question, isCoarse, sparsityOf, gone, sparsity }: Counted & { sparsity: number }) {
  return (
    <span className="exact">
      <NumberField
        label="Sparsity in percent"
        value={Math.round(sparsity * 1e5) / 1e3}
        most={100}
        step={0.1}
        shareOf={(percent) => (isCoarse ? sparsityOf(Math.round((percent / 100) * of)) : percent / 100)}
      />
      {"\u202f% or "}
      <NumberField
        label={question}
        value={roundHalfToEven(sparsity * of)}
        most={of}
        step={1}
        shareOf={(pruned) => sparsityOf(Math.round(pruned))}
      />
      {` of ${count(of)}${goneTold(gone)}`}
    </span>
  );
}

function NumberField(props: {
  label: string;
  value: number;
  most: number;
  step: number;
  /** The sparsity, 0..1, that a number stands for. */
  shareOf: (number: number) => number;
}) {
  const { label, value, most, step, shareOf } = props;
  /** As written so far; null while nobody writes. */
  const [draft, setDraft] = useState<string | null>(null);
  const isWrong = (text: string) => text === "" || Number(text) < 0 || Number(text) > most;
  const apply = (text: string, final: boolean) => {
    if (!isWrong(text)) moveSparsity(shareOf(Number(text)), final);
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
      max={most}
      // Any number between may be written; the arrow keys go by `step`.
      step={step}
      value={draft ?? value}
      required
      style={{ "--digits": Math.max(4, String(most).length) } as CSSProperties}
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
