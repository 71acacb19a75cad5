import type { Fault } from "../engine/protocol.ts";
import { dismissCorrections, dismissProblem, lowerRate } from "../store/actions.ts";
import { useStore } from "../store/store.ts";
import { useVoice } from "./useVoice.ts";

const titles = { link: "The link was corrected:", settings: "What does not go together was changed:" } as const;

const times = (n: number) => Number(n.toPrecision(2)).toLocaleString("en");

function faultTold(fault: Fault): string {
  if (fault.kind === "infinite") return "loss or weights became infinite";
  return fault.kind === "weights"
    ? `weights grew to ${times(fault.times)} times what they were, and it answers no better than by guessing,`
    : `the loss rose to ${times(fault.times)} times that of guessing`;
}

/** What went wrong and the way out, corrections of a link, progress while preparing, and the voice for screen readers. */
export function Messages() {
  const problem = useStore((state) => state.problem);
  const corrections = useStore((state) => state.corrections);
  const preparing = useStore((state) => state.preparing);
  const notice = useStore((state) => state.notice);
  const spoken = useVoice();
  return (
    <>
      <div className="messages">
        {problem ? (
          <div className="message" role="alert">
            {problem.kind === "diverged" ? (
              <>
                <p>
                  <b>
                    {problem.run === "train" ? "Training" : "Fine-tuning"} diverged at step{" "}
                    {problem.step.toLocaleString("en")}:
                  </b>{" "}
                  {faultTold(problem.fault)} at learning rate {problem.learningRate}. The weights of step{" "}
                  {problem.kept.toLocaleString("en")}, the last recorded before that, are kept.
                </p>
                <button
                  type="button"
                  className="btn next"
                  onClick={() => lowerRate(problem.suggestion, problem.run)}
                  title="Tried from these weights: it learns"
                >
                  {problem.run === "train" ? "Train" : "Fine-tune"} on at {problem.suggestion}
                </button>
              </>
            ) : (
              <p>
                <b>
                  {problem.kind === "file"
                    ? "The file was not opened; everything is as it was."
                    : problem.kind === "gpu-lost"
                      ? "The graphics context was lost; the CPU goes on from the last good weights."
                      : "Something failed."}
                </b>{" "}
                {problem.detail}
              </p>
            )}
            <button type="button" className="btn" onClick={dismissProblem}>
              Close
            </button>
          </div>
        ) : null}
        {corrections && corrections.sentences.length > 0 ? (
          <div className="message" role="status">
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
            <button type="button" className="btn" onClick={dismissCorrections}>
              Close
            </button>
          </div>
        ) : null}
        {preparing ? (
          <div className="message">
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
          <div className="message passing" role="status">
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
