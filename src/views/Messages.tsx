import { useEffect, useState } from "react";
import { replacesItself } from "../store/actions/hear.ts";
import { isBrokenOff } from "../store/actions/training.ts";
import { useStore } from "../store/store.ts";
import type { BrokenOff } from "../worker/protocol.ts";
import { ActionButton } from "./ActionButton.tsx";
import { Diverged } from "./Diverged.tsx";
import { count } from "./format.ts";
import styles from "./Messages.module.css";
import { useVoice } from "./useVoice.ts";

const titles = { link: "The link was corrected:", settings: "What does not go together was changed:" } as const;

/** What the engine has been busy with for longer than one waits without a word, or that it does not answer. */
function Waiting() {
  const busy = useStore((state) => state.busy);
  const isSilent = useStore((state) => state.isSilent);
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(busy !== null), busy ? 2000 : 0);
    return () => clearTimeout(timer);
  }, [busy]);
  if (isSilent)
    return (
      <div className={styles.message} role="alert">
        <p>
          <b>The engine does not answer.</b> {busy ? `${busy.what} takes longer than expected.` : null}{" "}
          {replacesItself() ? "If it stays silent, it is replaced in about ten seconds and goes" : "Restarted, it goes"}{" "}
          on from the state recorded last.
        </p>
        <ActionButton id="restart-engine" className="btn" />
      </div>
    );
  if (!busy || !isLong) return null;
  return (
    <div className={styles.message} role="status">
      <p>
        {busy.what}: may take {Math.ceil(busy.milliseconds / 1000)} s
      </p>
    </div>
  );
}

/** A recipe that is repeated, and whether it led to what its link says; a state that is worked out again. */
function Repeating() {
  const replay = useStore((state) => state.replay);
  const rework = useStore((state) => state.rework);
  const verdict = useStore((state) => state.verdict);
  if (rework)
    return (
      <div className={styles.message}>
        <p role="status">Working this state out again from what was done…</p>
        <p aria-hidden>
          {rework.done.toLocaleString("en")} of {rework.total.toLocaleString("en")} steps
        </p>
        <ActionButton id="stop-repeating" className="btn" />
      </div>
    );
  if (replay)
    return (
      <div className={styles.message}>
        <p role="status">
          <b>
            Repeating what the link tells, {replay.done + 1} of {replay.total}:
          </b>{" "}
          {replay.what}
        </p>
        <ActionButton id="hurry-repeating" className="btn" />
        <ActionButton id="stop-repeating" className="btn" />
      </div>
    );
  if (!verdict) return null;
  return (
    <div className={styles.message} role="status">
      <p>{verdict.sentence}</p>
      <ActionButton id="close-verdict" className="btn" />
    </div>
  );
}

function brokenOff({ run, left, total }: BrokenOff): string {
  if (!run) return `repeating what a link tells, ${total - left} of ${total} steps were done`;
  const more = left > 0 ? `, ${left} more ${left === 1 ? "step" : "steps"} of its recipe to come` : "";
  return `a run was broken off at step ${count(run.step)} of ${count(run.until)}${more}`;
}

/** What is wrong with keeping what is done, and the session that one may go on with. */
function Keeping() {
  const problem = useStore((state) => state.keeping.problem);
  const offer = useStore((state) => state.offer);
  const isFresh = useStore(({ nodes, keeping }) => nodes.size <= 2 && keeping.session === null);
  const unfinished = useStore((state) => (isBrokenOff(state) ? state.unfinished : null));
  return (
    <>
      {problem ? (
        <div className={styles.message} role="status">
          <p>{problem.sentence}</p>
          <ActionButton id="close-keeping" className="btn" />
        </div>
      ) : null}
      {unfinished ? (
        <div className={styles.message} role="status">
          <p>
            <b>Where you were:</b> {brokenOff(unfinished)}
          </p>
          <ActionButton id="continue-run" className="btn" />
          <ActionButton id="close-unfinished" className="btn" />
        </div>
      ) : null}
      {offer && isFresh ? (
        <div className={styles.message} role="status">
          <p>
            <b>Where you were:</b> {offer.name || offer.summary.data}, {offer.summary.network || "no hidden layers"},{" "}
            {offer.summary.states} states, {new Date(offer.updated).toLocaleString()}
          </p>
          <ActionButton id="continue-session" className="btn" />
          <ActionButton id="close-offer" className="btn" />
        </div>
      ) : null}
    </>
  );
}

/** What went wrong and the way out, corrections of a link, progress while preparing, and the voice for screen readers. */
export function Messages() {
  const problem = useStore((state) => state.problem);
  const corrections = useStore((state) => state.corrections);
  const preparing = useStore((state) => state.preparing);
  const notice = useStore((state) => state.notice);
  const isSilent = useStore((state) => state.isSilent);
  const spoken = useVoice();
  return (
    <>
      <div className={styles.messages} data-messages>
        {problem && !(problem.kind === "engine" && isSilent) ? (
          <div className={styles.message} role="alert">
            {problem.kind === "diverged" ? (
              <Diverged problem={problem} />
            ) : (
              <p>
                <b>
                  {problem.kind === "file"
                    ? "The file was not opened; everything is as it was."
                    : problem.kind === "gpu-lost"
                      ? "The graphics context was lost; the processor goes on from the step recorded last."
                      : problem.kind === "slow-card"
                        ? "The graphics card is slow."
                        : problem.kind === "engine"
                          ? "The engine failed."
                          : problem.kind === "replaced"
                            ? "The engine was replaced."
                            : "Something failed."}
                </b>{" "}
                {problem.kind === "slow-card"
                  ? `A step takes ${(problem.milliseconds / 1000).toFixed(1)} s on ${problem.device}; the processor may well be faster.`
                  : problem.detail}
              </p>
            )}
            {problem.kind === "slow-card" ? <ActionButton id="leave-card" className="btn next" /> : null}
            {problem.kind === "engine" ? <ActionButton id="restart-engine" className="btn" /> : null}
            <ActionButton id="close-problem" className="btn" />
          </div>
        ) : null}
        <Waiting />
        <Repeating />
        <Keeping />
        {corrections && corrections.sentences.length > 0 ? (
          <div className={styles.message} role="status">
            <div>
              <p>
                <b>{titles[corrections.what]}</b>
              </p>
              <ul>
                {corrections.sentences.map((correction) => (
                  <li key={correction}>{correction}</li>
                ))}
              </ul>
            </div>
            <ActionButton id="close-corrections" className="btn" />
          </div>
        ) : null}
        {preparing ? (
          <div className={styles.message}>
            <p role="status">{preparing.what}…</p>
            {/* For the eye: a voice would count along. */}
            {preparing.total > 1 ? (
              <p aria-hidden>
                {preparing.done.toLocaleString("en")} of {preparing.total.toLocaleString("en")}
              </p>
            ) : null}
          </div>
        ) : null}
        {notice ? (
          <div className={`${styles.message} ${styles.passing}`} role="status">
            <p>{notice}</p>
          </div>
        ) : null}
      </div>
      <p className="vh" aria-live="polite">
        {spoken}
      </p>
    </>
  );
}
