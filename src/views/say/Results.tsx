import { memo } from "react";
import { isMeasured, isRanked, useCut, useIsOverdue } from "../../store/cut.ts";
import { useResult } from "../../store/results.ts";
import { type State, useStore } from "../../store/store.ts";
import { resultsText as text } from "../../text/results.ts";
import { isSameHandle } from "../../worker/stateKey.ts";
import { describeShare, wholes } from "../amount.ts";
import { whenOf } from "../sentence/parts.ts";
import { useScore } from "../stage/score.ts";

/** The numbers at the cut, which the sentence and the pictures tell: named, for who listens, and in `data-value` for machines. */
export function Results() {
  const preview = useResult("preview");
  const train = useResult("trainFigures");
  const validationCount = useStore((state) => state.data?.validationCount);
  const cut = useCut();
  const running = useStore((state) => state.running !== null);
  const isOverdue = useIsOverdue();
  const of = useStore(isOverdue ? ofOther : whenOf);
  // The handle counts these then.
  const isOfWholes = useStore((state) => wholes(state.setup) !== null);
  // While training these follow more slowly than the others.
  const isCurrent =
    train &&
    preview &&
    isSameHandle(train.handle, preview.handle) &&
    (running || train.key.version === preview.key.version);
  const current = isCurrent ? train : null;
  const effective = cut && 1 - cut.effective / cut.total;
  return (
    <section className="vh" aria-label={text.region}>
      <dl>
        <dt>{text.accuracy}</dt>
        <dd>
          <span
            data-metric="validation-accuracy"
            data-value={preview?.accuracy ?? ""}
            title={preview && validationCount ? text.correctOf(preview.correct, validationCount) : undefined}
          >
            {preview ? text.share(preview.accuracy) : text.unknown}
          </span>
          <span>{of}</span>
        </dd>
        <dt title={train ? text.measuredOn(train.count) : undefined}>{text.training}</dt>
        <dd data-metric="train-accuracy" data-value={current?.accuracy ?? ""}>
          {current ? text.share(current.accuracy) : text.unknown}
        </dd>
        <dt>{text.loss}</dt>
        <dd data-metric="loss" data-value={preview?.loss ?? ""}>
          {preview ? text.figure(preview.loss) : text.unknown}
        </dd>
        <dt>{text.sparsity(isOfWholes)}</dt>
        <dd
          data-metric="sparsity"
          data-value={cut?.sparsity ?? ""}
          title={cut ? text.goneOf(cut.kept, cut.total) : undefined}
        >
          {cut ? text.share(cut.sparsity) : text.unknown}
        </dd>
        <dt title={text.effectiveHint}>{text.effective}</dt>
        <dd
          data-metric="effective-sparsity"
          data-value={effective ?? ""}
          title={cut ? text.onPaths(cut.effective, cut.total) : undefined}
        >
          {effective === null ? text.unknown : text.share(effective)}
        </dd>
        <dt>{text.kept}</dt>
        <dd>
          <span data-metric="kept-weights" data-value={cut?.kept ?? ""}>
            {cut ? text.whole(cut.kept) : text.unknown}
          </span>{" "}
          {text.of}{" "}
          <span data-metric="total-weights" data-value={cut?.total ?? ""}>
            {cut ? text.whole(cut.total) : text.unknown}
          </span>
        </dd>
        <TestScore />
        <Progress />
      </dl>
    </section>
  );
}

/** How far training is, and on what. */
const Progress = memo(function Progress() {
  const { epoch, step, reachedPerSecond } = useStore((state) => state.progress);
  const backend = useStore((state) => state.backend);
  return (
    <>
      <dt>{text.run}</dt>
      <dd>
        {text.epoch}{" "}
        <span data-metric="epoch" data-value={epoch}>
          {text.whole(epoch)}
        </span>
        {text.step}{" "}
        <span data-metric="step" data-value={step}>
          {text.whole(step)}
        </span>
        {text.speed}{" "}
        <span data-metric="steps-per-second" data-value={reachedPerSecond}>
          {text.figure(reachedPerSecond)}
        </span>
        {text.engine}{" "}
        <span data-metric="backend" data-value={backend?.name ?? ""}>
          {backend?.name}
        </span>
      </dd>
    </>
  );
});

/** " at 40.0 %", " at step 120": what the accuracy is of, where that is not what is on the page. */
function ofOther(state: State): string | null {
  const { results, setup } = state;
  const { preview } = results;
  if (preview && isRanked(state) && !isMeasured(state)) return text.at(describeShare(preview.handle.sparsity, setup));
  return whenOf(state);
}

/** Sealed until it is asked for on its page; says how often it was opened, since every look spends some of its worth. */
const TestScore = memo(function TestScore() {
  const { score, times } = useScore();
  return (
    <>
      <dt>{text.test(times)}</dt>
      <dd>
        <span role="status">{score ? text.testAccuracy(score.accuracy) : ""}</span>
        {score ? (
          <span aria-hidden data-metric="test-accuracy" data-value={score.accuracy} title={text.testedOn(score.count)}>
            {text.share(score.accuracy)}
          </span>
        ) : null}
      </dd>
    </>
  );
});
