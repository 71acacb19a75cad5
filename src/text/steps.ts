import type { Step } from "../recipe/steps/registry.ts";
import { counted } from "./numbers.ts";

type StepKindName = Step["kind"];
type StepOfKind<K extends StepKindName> = Extract<Step, { readonly kind: K }>;

const verbs = { train: "Train", finetune: "Fine-tune" } as const;
const editVerbs = { prune: "Prune", restore: "Restore", release: "Release" } as const;

/** How steps of a kind are told: where there is room for a word or two, and in full. */
interface StepTexts<S> {
  readonly label: (step: S) => string;
  readonly full: (step: S) => string;
}

const trainTexts: StepTexts<StepOfKind<"train" | "finetune">> = {
  label: ({ kind, diverged }) => `${verbs[kind]}${diverged ? ", diverged" : ""}`,
  full: ({ kind, epochs, steps, diverged }) => {
    const length = steps === null ? counted(epochs, "epoch") : counted(steps, "step");
    return `${verbs[kind]} ${length}${diverged ? ", diverged" : ""}`;
  },
};

function editLabel({ action, weights }: StepOfKind<"edit">): string {
  const edited = [...weights.values()].reduce((sum, indexes) => sum + indexes.length, 0);
  return `${editVerbs[action]} ${edited} ${edited === 1 ? "weight" : "weights"} by hand`;
}

const rewindLabel = ({ keepsMask }: StepOfKind<"rewind">) => (keepsMask ? "Rewind, mask kept" : "Rewind");

const always = (text: string) => ({ label: () => text, full: () => text });

const stepTexts: { readonly [K in StepKindName]: StepTexts<StepOfKind<K>> } = {
  load: always("Trained beforehand"),
  train: trainTexts,
  finetune: trainTexts,
  prune: { label: () => "Prune", full: ({ sparsity }) => `Prune ${Number(sparsity.toFixed(2))} %` },
  uncut: always("Cut taken back"),
  edit: { label: editLabel, full: editLabel },
  rewind: { label: rewindLabel, full: rewindLabel },
  lost: {
    label: () => "Way lost",
    full: ({ last }) => `${typeof last === "string" ? last : describeStep(last)}, after steps that cannot be read`,
  },
};

const textsOf = ({ kind }: Step) => stepTexts[kind] as StepTexts<Step>;

/** What a state is called that nothing was done to. */
const initialWeights = "Initial weights";

/** What led to a state, where there is room for a word or two: "Fine-tune". */
export const stepLabel = (step: Step | null): string => (step ? textsOf(step).label(step) : initialWeights);

/** The same in full: "Fine-tune 40 epochs". */
export const describeStep = (step: Step | null): string => (step ? textsOf(step).full(step) : initialWeights);
