import { valueBytes } from "../../pruning/cost.ts";
import type { TotalCost } from "../../pruning/networkCost.ts";
import type { RunNode } from "../../recipe/node.ts";
import type { Setup } from "../../setup/setup.ts";
import { criterionName } from "../../text/method.ts";
import { facts, hyperTexts, ranText, settingsText, storageNames } from "../../text/runCard.ts";
import { describeStep } from "../../text/steps.ts";
import { granularityOptions, labelIn, scopeOptions } from "../workflow/choices.ts";

const describeMethod = (setup: Setup) =>
  settingsText([
    criterionName(setup.criterion),
    labelIn(granularityOptions(setup), setup.granularity),
    labelIn(scopeOptions(setup), setup.scope),
  ]);

/** What the step was done with: the method of a cut, the optimizer of a training. */
function describeSettings({ step, setup }: RunNode): string | null {
  if (step?.kind === "prune") return describeMethod({ ...setup, ...step.settings });
  if (step?.kind !== "train" && step?.kind !== "finetune") return null;
  const { optimizer, learningRate, batchSize, l1, l2 } = step.hyper;
  return settingsText([
    hyperTexts.optimizer(optimizer),
    hyperTexts.rate(learningRate),
    hyperTexts.batch(batchSize),
    ...(l1 > 0 ? [hyperTexts.l1(l1)] : []),
    ...(l2 > 0 ? [hyperTexts.l2(l2)] : []),
  ]);
}

/** "WASM", or "WebGL 300 steps, then WASM 100 steps"; null where nothing was trained. */
const ranOn = ({ step }: RunNode): string | null =>
  step && "ran" in step && step.ran.length > 0 ? ranText(step.ran) : null;

/** Bytes of a state in formats of storage; null where it has no smaller dense network. */
export const costSizes = ({ bytes: size, smaller }: TotalCost) => [
  { ...storageNames.dense, size: size.dense },
  { ...storageNames.bitmask, size: size.bitmask },
  { ...storageNames.csr, size: size.csr },
  { ...storageNames.smaller, size: smaller && (smaller.weights + smaller.biases) * valueBytes },
];

/** What a state costs, in words; nothing for one that was made before costs were kept. */
export function costFacts({ cost }: Pick<RunNode, "cost">): readonly (readonly [what: string, words: string])[] {
  if (!cost) return [];
  const { masked, dense } = cost.multiplyAdds;
  const sizes = costSizes(cost).flatMap(({ short, size }) => (size === null ? [] : [[size, short] as const]));
  return [facts.work(masked, dense), facts.stored(sizes)];
}

/** All that is known of a state, in words. */
export function factsOf(node: RunNode, network: string): readonly (readonly [what: string, words: string])[] {
  const { step, pruned, kept, accuracy, reference, trained, milliseconds, at, fingerprint } = node;
  const ran = step && "ran" in step ? step.ran.reduce((sum, { steps }) => sum + steps, 0) : 0;
  const all: (readonly [string, string | null])[] = [
    facts.network(network),
    facts.step(describeStep(node.step)),
    facts.settings(describeSettings(node)),
    facts.pruned(pruned, kept),
    facts.accuracy(accuracy, reference.predictions.length),
    ...costFacts(node),
    facts.trained(trained, ran),
    facts.engine(ranOn(node)),
    facts.took(step && step.kind !== "load" ? milliseconds : null),
    facts.made(at),
    facts.fingerprint(fingerprint),
  ];
  return all.flatMap(([what, words]) => (words === null ? [] : [[what, words] as const]));
}
