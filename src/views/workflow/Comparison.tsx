import { Plus, X } from "lucide-react";
import { agreementOf, alike, overlap } from "../../pruning/agreement.ts";
import { keyOf, whyNotFor } from "../../pruning/offer.ts";
import type { Choice, Granularity, Scope } from "../../pruning/types.ts";
import { mostCompared, type Setup } from "../../setup/setup.ts";
import { changeSetup, showDifference } from "../../store/actions.ts";
import { accuracyAt, type Other, useCut, useOthers } from "../../store/cut.ts";
import { useStore } from "../../store/store.ts";
import { Blank } from "../Blank.tsx";
import { percent } from "../format.ts";
import { criterionOptions, granularityOptions, scopeOptions } from "./choices.ts";

/** What to begin with, the first that is not there yet and suits the network. */
const suggestions: readonly Choice[] = [
  { criterion: "random", granularity: "weight", scope: "global" },
  { criterion: "magnitude", granularity: "weight", scope: "layerwise" },
  { criterion: "lamp", granularity: "weight", scope: "global" },
  { criterion: "magnitude", granularity: "weight", scope: "global" },
];

/** Other choices for the same weights: where they agree with the page's own, and what accuracy they leave. */
export function Comparison() {
  const setup = useStore((state) => state.setup);
  const trained = useStore((state) => state.progress.step > 0);
  const others = useOthers();
  const { against } = setup;
  const change = (next: readonly Choice[]) => changeSetup({ against: next });
  const taken = new Set([setup, ...against].map(keyOf));
  const free = suggestions.find((one) => !taken.has(keyOf(one)) && whyNotFor({ ...setup, ...one }) === null);
  return (
    <>
      {against.map((choice, index) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: a comparison is its place
          key={index}
          index={index}
          choice={choice}
          setup={setup}
          trained={trained}
          other={others.find(({ key }) => key === keyOf(choice))}
          onChange={(next) => change(against.with(index, next))}
          onRemove={() => change(against.toSpliced(index, 1))}
        />
      ))}
      <button
        type="button"
        className="btn add"
        disabled={against.length >= mostCompared || !free}
        onClick={() => free && change([...against, free])}
      >
        <Plus aria-hidden />
        Compare with another
      </button>
      <p>
        The same weights, cut by another choice at the same place of the slider. Its curve stands in the chart once
        nothing trains. Overlap is the share of the pruned weights, of one or the other, that both prune (Jaccard).
      </p>
    </>
  );
}

function Row(props: {
  index: number;
  choice: Choice;
  setup: Setup;
  trained: boolean;
  other: Other | undefined;
  onChange: (choice: Choice) => void;
  onRemove: () => void;
}) {
  const { index, choice, setup, trained, other, onChange, onRemove } = props;
  const own = { ...setup, ...choice };
  const number = index + 1;
  return (
    <fieldset className="compared">
      <legend className="vh">Comparison {number}</legend>
      <div className="row">
        <Blank
          label={`Criterion of comparison ${number}`}
          value={choice.criterion}
          options={criterionOptions(own, trained)}
          onChange={(criterion) => onChange({ ...choice, criterion })}
        />
        <Blank
          label={`Granularity of comparison ${number}`}
          value={choice.granularity}
          options={granularityOptions(own)}
          onChange={(granularity) => onChange({ ...choice, granularity: granularity as Granularity })}
        />
        <Blank
          label={`Scope of comparison ${number}`}
          value={choice.scope}
          options={scopeOptions(own)}
          onChange={(scope) => onChange({ ...choice, scope: scope as Scope })}
        />
        <button type="button" className="icon small" aria-label={`Remove comparison ${number}`} onClick={onRemove}>
          <X aria-hidden />
        </button>
      </div>
      {other ? <Figures other={other} number={number} /> : <p>Ranked and measured at rest…</p>}
    </fieldset>
  );
}

function Figures({ other, number }: { other: Other; number: number }) {
  const cut = useCut();
  const sparsity = useStore((state) => state.sparsity);
  const differing = useStore((state) => state.differing);
  if (!cut) return null;
  const agreement = agreementOf(cut.mask, other.mask);
  const { total, bothPrune, onlyFirst, onlySecond } = agreement;
  const accuracy = accuracyAt(other.points, sparsity);
  const isShown = differing === other.key;
  return (
    <>
      <dl className="figures">
        <div title={`1 − (${onlyFirst} + ${onlySecond}) / ${total}`}>
          <dt>Alike</dt>
          <dd>
            {percent(alike(agreement))}
            {"\u202f"}%
          </dd>
        </div>
        <div title={`${bothPrune} / (${bothPrune} + ${onlyFirst} + ${onlySecond})`}>
          <dt>Overlap</dt>
          <dd>
            {percent(overlap(agreement))}
            {"\u202f"}%
          </dd>
        </div>
        <div
          title={accuracy.isMeasured ? "measured on the validation set" : "between two measured levels of its curve"}
        >
          <dt>{accuracy.isMeasured ? "Accuracy" : "Accuracy, about"}</dt>
          <dd>
            {percent(accuracy.value)}
            {"\u202f"}%
          </dd>
        </div>
      </dl>
      <button
        type="button"
        className="btn"
        aria-pressed={isShown}
        aria-label={`Show where comparison ${number} differs`}
        onClick={() => showDifference(isShown ? null : other.key)}
      >
        {isShown ? "Hide the difference" : "Show the difference"}
      </button>
    </>
  );
}
