import { useStore } from "../store/store.ts";
import type { Fault } from "../training/divergence.ts";
import type { Problem } from "../worker/protocol/problem.ts";
import { ActionButton } from "./ActionButton.tsx";
import { useLayerNames } from "./useLayerNames.ts";

type DivergedProblem = Extract<Problem, { kind: "diverged" }>;

/** That training ran away, how, what is kept, and a lower rate to go on with. */
export function Diverged({ problem }: { readonly problem: DivergedProblem }) {
  const { layers } = useLayerNames();
  const { l1, l2 } = useStore((state) => state.setup);
  const { run, fault, step, learningRate, kept, learns } = problem;
  const penalties = [l1 > 0 ? `l1 ${l1}` : "", l2 > 0 ? `l2 ${l2}` : ""].filter(Boolean).join(" and ");
  return (
    <>
      <p>
        <b>
          {run === "train" ? "Training" : "Fine-tuning"} diverged at step {step.toLocaleString("en")}:
        </b>{" "}
        {describeFault(fault, layers)} at learning rate {learningRate}. The weights of step {kept.toLocaleString("en")},
        from before that, are kept.
        {learns
          ? null
          : ` None of the lower rates tried was seen to learn in a few steps${penalties ? `; with ${penalties} that may be asking too much` : ""}.`}
      </p>
      <ActionButton id="lower-rate" className="btn next" />
    </>
  );
}

const times = (n: number) => Number(n.toPrecision(2)).toLocaleString("en");

function describeFault(fault: Fault, layers: readonly string[]): string {
  switch (fault.kind) {
    case "infinite":
      return "loss or weights became infinite";
    case "weights":
      return `weights grew to ${times(fault.times)} times what they were, and it answers no better than by guessing,`;
    case "loss":
      return `the loss rose to ${times(fault.times)} times that of guessing`;
    case "silent":
      return `all units of ${layers[fault.layer]} answer 0 to every example, and nothing can be learned any more,`;
  }
}
