import { type CSSProperties, type KeyboardEvent, useState } from "react";
import type { Ranking } from "../pruning/types.ts";
import type { Setup } from "../setup/setup.ts";
import { cancelMove, moveSparsity } from "../store/actions.ts";
import { wholes } from "./amount.ts";
import { count } from "./format.ts";

/** What the slider counts: so many weights, units, channels or layers, or the weights of each group. */
export interface Counted {
  readonly of: number;
  readonly what: string;
  /** Whether the slider stops at whole numbers of them alone. */
  readonly isCoarse: boolean;
}

/** What the slider counts with a ranking. */
export function countedBy(
  ranking: Ranking | undefined,
  setup: Pick<Setup, "granularity" | "groupSize" | "hidden">,
): Counted {
  const { granularity, groupSize } = setup;
  const candidates = ranking?.lists.reduce((sum, { order }) => sum + order.length, 0) ?? 0;
  return {
    of: Math.max(1, granularity === "group" ? groupSize : candidates),
    what: granularity === "group" ? "of each group" : (wholes(setup) ?? "weights"),
    isCoarse: granularity === "group" || granularity === "layer",
  };
}

/** The cut as a number to write: a percentage, or a count of what goes. Shown at once, applied by Enter or when the focus leaves. */
export function ExactCut({ of, what, isCoarse, sparsity }: Counted & { sparsity: number }) {
  const shareOf = (pruned: number) => Math.round((1e7 * Math.round(pruned)) / of) / 1e7;
  return (
    <span className="exact">
      <NumberField
        label="Sparsity in percent"
        value={Math.round(sparsity * 1e5) / 1e3}
        most={100}
        step={0.1}
        shareOf={(percent) => (isCoarse ? shareOf((percent / 100) * of) : percent / 100)}
      />
      {"\u202f% or "}
      <NumberField
        label={`How many of ${count(of)} ${what} go`}
        value={Math.round(sparsity * of)}
        most={of}
        step={1}
        shareOf={shareOf}
      />
      {` of ${count(of)}`}
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
