import type { MapState, StateKind } from "../../charts/runs/forest.ts";
import { writeLayers } from "../../network/notation.ts";
import { valueBytes } from "../../pruning/cost.ts";
import { criterionOf } from "../../pruning/criteria/registry.ts";
import type { TotalCost } from "../../pruning/networkCost.ts";
import type { RunNode } from "../../recipe/node.ts";
import { backends } from "../../setup/backends.ts";
import type { Setup } from "../../setup/setup.ts";
import { describeStep } from "../../store/actions/runs.ts";
import { isCutState } from "../../store/slides.ts";
import { bytes, count, percent } from "../../text/numbers.ts";
import { granularityOptions, labelIn, scopeOptions } from "../workflow/choices.ts";

const share = (value: number) => `${percent(value)}\u202f%`;

/** "Fine-tune 40 epochs, 90.0 % pruned, accuracy 93.2 %". */
export function describeState(node: RunNode): string {
  const description = `${describeStep(node)}, ${share(node.pruned)} pruned, accuracy ${share(node.accuracy)}`;
  return node.name ? `${node.name}: ${description}` : description;
}

const kindOf = (node: RunNode): StateKind =>
  isCutState(node) ? "cut" : node.step?.kind === "finetune" || node.reached !== null ? "tuned" : "trained";

/** A state as chart, thread and list draw it; `placed` says where on the axis. */
export const asMapState = (node: RunNode, placed: (node: RunNode) => number): MapState => ({
  id: node.id,
  parent: node.parent,
  sparsity: placed(node),
  accuracy: node.accuracy,
  kind: kindOf(node),
  isHidden: node.isHidden,
  name: node.name,
  description: describeState(node),
});

/** "Moons, 16-16, seed 7": a network by its data, hidden layers and seed, or by the name of its first state. */
export function describeNetwork({ name, data, setup }: RunNode, file = 1): string {
  const which = file > 1 ? ` (another file, ${file})` : "";
  return name || `${data}${which}, ${writeLayers(setup.hidden) || "no hidden layers"}, seed ${setup.seed}`;
}

/** Networks by what they are called; of those called alike the second is "… (2)", and of files of one name with other contents "… (another
 *  file, 2)". */
export function describeNetworks(roots: readonly RunNode[]): readonly string[] {
  const fileOf = ({ data, content }: RunNode) => {
    const alike = roots.filter((root) => root.data === data && root.content !== undefined);
    return 1 + [...new Set(alike.map((root) => root.content))].indexOf(content);
  };
  const names = roots.map((root) => describeNetwork(root, fileOf(root)));
  return names.map((name, i) => {
    const alike = names.slice(0, i).filter((other) => other === name).length;
    return alike > 0 ? `${name} (${alike + 1})` : name;
  });
}

const describeMethod = (setup: Setup) =>
  [
    criterionOf(setup.criterion).label,
    labelIn(granularityOptions(setup), setup.granularity),
    labelIn(scopeOptions(setup), setup.scope),
  ].join(", ");

const optimizers = { sgd: "SGD", momentum: "momentum", adam: "Adam" } as const;

/** What the step was done with: the method of a cut, the optimizer of a training. */
function describeSettings({ step, setup }: RunNode): string | null {
  if (step?.kind === "prune") return describeMethod({ ...setup, ...step.settings });
  if (step?.kind !== "train" && step?.kind !== "finetune") return null;
  const { optimizer, learningRate, batchSize, l1, l2 } = step.hyper;
  const penalties = [l1 > 0 ? `L1 ${l1}` : null, l2 > 0 ? `L2 ${l2}` : null];
  return [optimizers[optimizer], `rate ${learningRate}`, `batch ${batchSize}`, ...penalties]
    .filter((part) => part !== null)
    .join(", ");
}

/** "WASM", or "WebGL 300 steps, then WASM 100 steps"; null where nothing was trained. */
function ranOn({ step }: RunNode): string | null {
  if (!step || !("ran" in step) || step.ran.length === 0) return null;
  if (step.ran.length === 1) return backends[step.ran[0].engine].label;
  return step.ran.map(({ engine, steps }) => `${backends[engine].label} ${count(steps)} steps`).join(", then ");
}

const took = (milliseconds: number) =>
  milliseconds < 1000
    ? `${count(milliseconds)}\u202fms`
    : milliseconds < 120_000
      ? `${(milliseconds / 1000).toFixed(1)}\u202fs`
      : `${count(milliseconds / 60_000)} min`;

const when = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

/** Bytes of a state in formats of storage; null where it has no smaller dense network. */
export const costSizes = ({ bytes: size, smaller }: TotalCost) => [
  { what: "Stored dense", short: "dense", size: size.dense },
  { what: "Stored as bitmask", short: "as bitmask", size: size.bitmask },
  { what: "Stored as CSR", short: "as CSR", size: size.csr },
  {
    what: "As a smaller dense network",
    short: "as a smaller dense network",
    size: smaller && (smaller.weights + smaller.biases) * valueBytes,
  },
];

/** What a state costs, in words; nothing for one that was made before costs were kept. */
export function costFacts({ cost }: Pick<RunNode, "cost">): readonly (readonly [what: string, words: string])[] {
  if (!cost) return [];
  const { masked, dense } = cost.multiplyAdds;
  const sizes = costSizes(cost).flatMap(({ short, size }) => (size === null ? [] : [`${bytes(size)} ${short}`]));
  return [
    ["Multiply-adds", `${count(masked)} of ${count(dense)} where zeros are skipped`],
    ["Stored", sizes.join(", ")],
  ];
}

/** All that is known of a state, in words. */
export function factsOf(node: RunNode, network: string): readonly (readonly [what: string, words: string])[] {
  const { step, pruned, kept, accuracy, reference, trained, milliseconds, at, fingerprint } = node;
  const ran = step && "ran" in step ? step.ran.reduce((sum, { steps }) => sum + steps, 0) : 0;
  const facts: (readonly [string, string | null])[] = [
    ["Network", network],
    ["What led here", describeStep(node)],
    ["With", describeSettings(node)],
    ["Pruned", `${share(pruned)} of all weights, ${count(kept)} kept`],
    ["Accuracy", `${share(accuracy)} of ${count(reference.predictions.length)} validation examples`],
    ...costFacts(node),
    ["Trained", `${count(trained)} steps${ran > 0 && ran !== trained ? `, ${count(ran)} of them here` : ""}`],
    ["Engine", ranOn(node)],
    ["Took", step && step.kind !== "load" ? took(milliseconds) : null],
    ["Made", when.format(at)],
    ["Fingerprint of the weights", fingerprint],
  ];
  return facts.flatMap(([what, words]) => (words === null ? [] : [[what, words] as const]));
}
