import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { filled } from "../../charts/filled.ts";
import svg from "../../charts/svg.module.css";
import { dashes } from "../../charts/tradeoff/curves.ts";
import { alike, overlap, overlapByChance } from "../../pruning/agreement.ts";
import { criteria } from "../../pruning/criteria/registry.ts";
import { whyNotFor } from "../../pruning/offer.ts";
import type { Granularity, Method, Scope } from "../../pruning/types.ts";
import { mostCompared } from "../../setup/fields.ts";
import type { Setup } from "../../setup/setup.ts";
import { showDifference } from "../../store/actions/look.ts";
import { changeSetup } from "../../store/actions/settings.ts";
import { type OtherCut, otherCutOf, useComparisons, whyNotCompared } from "../../store/compare.ts";
import { useCut } from "../../store/cut.ts";
import { useResult } from "../../store/results.ts";
import { useStore } from "../../store/store.ts";
import { comparedText } from "../../text/compared.ts";
import { sentenceOf } from "../../text/faults/catalogue.ts";
import { scopeWords } from "../../text/method.ts";
import { percentSign } from "../../text/numbers.ts";
import { Sentence } from "../margin/Sentence.tsx";
import styles from "./Compared.module.css";
import { criterionOptions, granularityOptions, labelIn, methodName, scopeOptions } from "./choices.ts";

/** Other methods for the same weights, and how their cuts agree with the one in use. */
export function Compared() {
  const setup = useStore((state) => state.setup);
  const trained = useStore((state) => state.progress.step > 0);
  const sparsity = useStore((state) => state.sparsity);
  const running = useStore((state) => state.running);
  const differsFrom = useStore((state) => state.differsFrom);
  const preview = useResult("preview");
  const cut = useCut();
  const comparisons = useComparisons(cut?.snapshot.key.version);
  const { against } = setup;
  const idle = cut && whyNotCompared(cut);
  const others = comparisons.map((comparison) => (comparison && cut ? otherCutOf(comparison, cut, sparsity) : null));
  const change = (index: number, part: Partial<Method>) =>
    changeSetup({ against: against.map((method, i) => (i === index ? { ...method, ...part } : method)) });
  const remove = (index: number) => {
    if (differsFrom !== null && differsFrom >= index) showDifference(differsFrom === index ? null : differsFrom - 1);
    changeSetup({ against: against.filter((_, i) => i !== index) });
  };
  return (
    <>
      <p>
        {filled(
          comparedText.lead<ReactNode>(
            <b>{cut ? percentSign(cut.sparsity) : comparedText.unknown}</b>,
            preview ? <b>{percentSign(preview.accuracy)}</b> : null,
          ),
        )}
      </p>
      {idle && against.length > 0 ? <p role="note">{comparedText.idle[idle]}</p> : null}
      {against.map((method, index) => (
        <section
          // biome-ignore lint/suspicious/noArrayIndexKey: a comparison is its place
          key={index}
          className={styles.comparison}
          aria-label={comparedText.region(index + 1)}
        >
          <div className={styles.method}>
            <svg aria-hidden width={34} height={10}>
              <path className={`${svg.curve} ${svg.other}`} d="M1 5H33" strokeDasharray={dashes[index]} />
            </svg>
            <MethodWords {...{ method, setup, trained, place: index + 1 }} onChange={(part) => change(index, part)} />
            <button
              type="button"
              className="icon small"
              aria-label={comparedText.remove(index + 1)}
              title={comparedText.removeShort}
              onClick={() => remove(index)}
            >
              <X aria-hidden />
            </button>
          </div>
          <Figures
            other={others[index] ?? null}
            compares={!idle}
            waits={refused(setup, method) ?? (running ? comparedText.waitsForTraining : comparedText.waits)}
          >
            <button
              type="button"
              className="link"
              aria-label={comparedText.showOf(methodName(method, setup))}
              aria-pressed={differsFrom === index}
              onClick={() => showDifference(differsFrom === index ? null : index)}
            >
              {comparedText.show}
            </button>
          </Figures>
        </section>
      ))}
      <p>
        <button
          type="button"
          className="btn"
          disabled={against.length >= mostCompared}
          onClick={() => changeSetup({ against: [...against, nextMethod(setup)] })}
        >
          <Plus aria-hidden />
          {comparedText.add}
        </button>
      </p>
      <p>{comparedText.note}</p>
    </>
  );
}

/** Criterion, granularity and scope of a comparison. */
function MethodWords(props: {
  method: Method;
  setup: Setup;
  trained: boolean;
  /** Which comparison it is, from 1. */
  place: number;
  onChange: (part: Partial<Method>) => void;
}) {
  const { method, setup, trained, place, onChange } = props;
  const as = { ...setup, ...method };
  const criteria = criterionOptions(as, trained);
  const granularities = granularityOptions(as);
  const scopes = scopeOptions(as);
  return (
    <Sentence
      isSmall
      blanks={{
        what: {
          name: comparedText.granularity(place),
          says: labelIn(granularities, method.granularity),
          value: method.granularity,
          options: granularities,
          onChange: (value) => onChange({ granularity: value as Granularity }),
        },
        by: {
          name: comparedText.criterion(place),
          says: labelIn(criteria, method.criterion),
          value: method.criterion,
          options: criteria,
          onChange: (criterion) => onChange({ criterion }),
        },
        across: {
          name: comparedText.scope(place),
          says: scopeWords[method.scope],
          value: method.scope,
          options: scopes,
          onChange: (value) => onChange({ scope: value as Scope }),
        },
      }}
    >
      {(word) => filled(comparedText.sentence(method.criterion, word("what"), word("by"), word("across")))}
    </Sentence>
  );
}

/** Why a method does not suit what is set; null where it does. */
function refused(setup: Setup, method: Method): string | null {
  const reason = whyNotFor({ ...setup, ...method });
  return reason && sentenceOf(reason);
}

/** How far two cuts agree, or why that is not known. */
function Figures(props: { other: OtherCut | null; compares: boolean; waits: string; children: ReactNode }) {
  const { other, compares, waits, children } = props;
  if (!other) return <p>{waits}</p>;
  const { agreement, accuracy, pruned } = other;
  return (
    <div className={styles.figures}>
      <dl>
        {compares ? (
          <>
            <div>
              <dt>{comparedText.alike}</dt>
              <dd>{percentSign(alike(agreement))}</dd>
            </div>
            <div>
              <dt>{comparedText.shared}</dt>
              <dd>
                {percentSign(overlap(agreement))} <small>{comparedText.byChance(overlapByChance(agreement))}</small>
              </dd>
            </div>
          </>
        ) : null}
        <div>
          <dt>{comparedText.prunes}</dt>
          <dd>{percentSign(pruned)}</dd>
        </div>
        <div>
          <dt>{comparedText.accuracy}</dt>
          <dd>{comparedText.accuracyOf(accuracy)}</dd>
        </div>
      </dl>
      {compares ? children : null}
    </div>
  );
}

/** What to offer next: chance first, then the other criteria, each with the granularity and scope in use as far as that goes. */
function nextMethod(setup: Setup): Method {
  const { granularity, scope, against } = setup;
  const taken = [setup, ...against];
  const isFree = (method: Method) =>
    whyNotFor({ ...setup, ...method }) === null &&
    !taken.some(
      (one) =>
        one.criterion === method.criterion && one.granularity === method.granularity && one.scope === method.scope,
    );
  const offers = ["random", ...criteria.map(({ id }) => id)].map((criterion) => ({ criterion, granularity, scope }));
  return offers.find(isFree) ?? { criterion: "random", granularity: "weight", scope: "global" };
}
