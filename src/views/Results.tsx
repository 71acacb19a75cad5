import { useBefore } from "../store/before.ts";
import { isMeasured, isRanked, useCut, useIsPending } from "../store/cut.ts";
import { useResult } from "../store/results.ts";
import { type State, useStore } from "../store/store.ts";
import { isSameHandle } from "../worker/stateKey.ts";
import { describeShare, wholes } from "./amount.ts";
import { count, examplesOf, figure, percent } from "./format.ts";
import styles from "./Results.module.css";
import { brokenBy } from "./sentence/broken.ts";
import { whenOf } from "./sentence/parts.ts";
import { useScore } from "./stage/score.ts";

/** The numbers at the cut; each also machine-readable in data-value. `isSmall` where it stands beside pictures. */
export function Results({ isSmall = false }: { isSmall?: boolean }) {
  const preview = useResult("preview");
  const train = useResult("trainFigures");
  const data = useStore((state) => state.data);
  const cut = useCut();
  const before = useBefore();
  const broken = preview && before && data ? brokenIn(before.predictions, preview.predictions, data.labels) : 0;
  const running = useStore((state) => state.running !== null);
  const isPending = useIsPending();
  const of = useStore(ofOther);
  // The handle counts these then.
  const isOfWholes = useStore((state) => wholes(state.setup) !== null);
  // While training these follow more slowly than the others.
  const isCurrent =
    train &&
    preview &&
    isSameHandle(train.handle, preview.handle) &&
    (running || train.key.version === preview.key.version);
  const current = isCurrent ? train : null;
  const waits = isPending ? "awaiting" : undefined;
  return (
    <section className={isSmall ? `${styles.read} ${styles.small}` : styles.read} aria-label="Results">
      <p
        className={isPending ? `${styles.big} awaiting` : styles.big}
        data-metric="validation-accuracy"
        data-value={preview?.accuracy ?? ""}
        title={
          preview && data ? `${count(preview.correct)} / ${count(data.validationCount)} validation examples` : undefined
        }
      >
        {preview ? percent(preview.accuracy) : "–"}
        <small>%</small>
      </p>
      <p className="hint">
        validation accuracy
        <span className={isPending ? "of-other" : undefined}>{of}</span>
      </p>
      <dl>
        <div>
          <dt title={train ? `measured on ${count(train.count)} training examples` : undefined}>Training</dt>
          <dd className={waits} data-metric="train-accuracy" data-value={current?.accuracy ?? ""}>
            {current ? `${percent(current.accuracy)}\u202f%` : "–"}
          </dd>
        </div>
        <div>
          <dt>Loss</dt>
          <dd className={waits} data-metric="loss" data-value={preview?.loss ?? ""}>
            {preview ? figure(preview.loss) : "–"}
          </dd>
        </div>
        <div>
          <dt>{isOfWholes ? "Weight sparsity" : "Sparsity"}</dt>
          <dd
            data-metric="sparsity"
            data-value={cut?.sparsity ?? ""}
            title={cut ? `1 − ${count(cut.kept)} / ${count(cut.total)}` : undefined}
          >
            {cut ? `${percent(cut.sparsity)}\u202f%` : "–"}
          </dd>
        </div>
        <div className={`wordy ${styles.effective}`}>
          <dt title="Weights on no path from an input to an output count as pruned here: whatever the network is shown, they hand on a constant or nothing">
            Effective
          </dt>
          <dd
            data-metric="effective-sparsity"
            data-value={cut ? 1 - cut.effective / cut.total : ""}
            title={
              cut ? `1 − ${count(cut.effective)} / ${count(cut.total)} on a path from an input to an output` : undefined
            }
          >
            {cut ? `${percent(1 - cut.effective / cut.total)}\u202f%` : "–"}
          </dd>
        </div>
        <div className="wordy">
          <dt>Kept</dt>
          <dd>
            <span data-metric="kept-weights" data-value={cut?.kept ?? ""}>
              {cut ? count(cut.kept) : "–"}
            </span>{" "}
            of{" "}
            <span data-metric="total-weights" data-value={cut?.total ?? ""}>
              {cut ? count(cut.total) : "–"}
            </span>
          </dd>
        </div>
        <TestScore />
        <Progress />
      </dl>
      <p className={styles.broken} title={before ? `right in ${before.name}, wrong now` : undefined}>
        {cut && broken > 0 ? (
          <>
            <b className="cutc">
              {count(broken)} of {count(data!.labels.length)} {examplesOf[data!.kind]}
            </b>
            <br />
            {brokenBy(cut)}
          </>
        ) : null}
      </p>
    </section>
  );
}

/** How far training is, and on what. */
function Progress() {
  const { epoch, step, reachedPerSecond } = useStore((state) => state.progress);
  const backend = useStore((state) => state.backend);
  return (
    <div className="vh">
      <dt>Training</dt>
      <dd>
        epoch{" "}
        <span data-metric="epoch" data-value={epoch}>
          {count(Math.floor(epoch))}
        </span>
        , step{" "}
        <span data-metric="step" data-value={step}>
          {count(step)}
        </span>
        , steps a second{" "}
        <span data-metric="steps-per-second" data-value={reachedPerSecond}>
          {figure(reachedPerSecond)}
        </span>
        , on{" "}
        <span data-metric="backend" data-value={backend?.name ?? ""}>
          {backend?.name}
        </span>
      </dd>
    </div>
  );
}

/** " at 40.0 %", " at step 120": what the accuracy is of, where that is not what is on the page. */
function ofOther(state: State): string | null {
  const { results, setup } = state;
  const { preview } = results;
  if (preview && isRanked(state) && !isMeasured(state)) return ` at ${describeShare(preview.handle.sparsity, setup)}`;
  return whenOf(state);
}

/** Sealed until it is asked for on its page; says how often it was opened, since every look spends some of its worth. */
function TestScore() {
  const { score, times } = useScore();
  const opened = times > 0 ? `opened ${times === 1 ? "once" : `${times} times`}` : "sealed";
  return (
    <div className={styles.test}>
      <dt>Test, {opened}</dt>
      <dd>
        <span className="vh" role="status">
          {score ? `Test accuracy ${percent(score.accuracy)}\u202f%` : ""}
        </span>
        {score ? (
          <span
            aria-hidden
            data-metric="test-accuracy"
            data-value={score.accuracy}
            title={`on ${count(score.count)} test examples`}
          >
            {percent(score.accuracy)}
            {"\u202f"}%
          </span>
        ) : (
          "–"
        )}
      </dd>
    </div>
  );
}

/** How many examples were right before the cut and are wrong at it. */
function brokenIn(before: Uint8Array, after: Uint8Array, labels: Uint8Array): number {
  let broken = 0;
  for (let i = 0; i < labels.length; i++) if (before[i] === labels[i] && after[i] !== labels[i]) broken++;
  return broken;
}
