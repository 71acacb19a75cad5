import type { LinkFigures, Takes, Why } from "../../setup/said.ts";
import type { Texts } from "./texts.ts";

/** What a setting takes, to follow "it takes". */
function taken(takes: Takes): string {
  switch (takes.takes) {
    case "number":
      return `a number from ${takes.range.join(" to ")}`;
    case "whole":
      return `a whole number from ${takes.range.join(" to ")}`;
    case "choice":
      return `one of ${takes.options.join(", ")}`;
    case "protection":
      return `one of ${takes.options.join(", ")}, or numbers of layers like 2.3`;
    case "either":
      return takes.options.join(" or ");
    case "list":
      return `up to ${takes.most}, with commas between them, each ${taken(takes.each)}`;
    case "layers":
      return "layers like 16-16 or c8x3-p2-32, or none";
    case "method":
      return "a method like random.weight.global";
  }
}

/** A clause, which goes on or ends with a full stop of its own. */
const because = (why: Why, tell: (said: Why) => string) => tell(why).replace(/\.$/, "");

export const linkTexts: Texts<LinkFigures> = {
  "link-long": ({ most }) => `The link is longer than ${most} characters and was ignored.`,
  "link-versionless": () => "The link does not say its version (v=1); it was read as version 1.",
  "link-version": ({ version }) => `The link has version “${version}”; this page reads versions 1 and 2.`,
  "link-key": ({ key }) => `“${key}” is no setting and was ignored.`,
  "link-twice": ({ key, text }) => `“${key}” stands more than once; the first, “${text}”, counts.`,
  "link-file": ({ standIn }) =>
    `data “file” is a file of the link's author; ${standIn} is shown instead. Open your own file under Data.`,
  "link-value": ({ key, text, used }) => `${key} “${text}” is not possible; ${used} is used.`,
  "link-refused": ({ key, text, why, used }, tell) =>
    `${key} “${text}” is not possible: ${because(why, tell)}; ${used} is used.`,
  "link-clash": ({ why, criterion, granularity, scope }, tell) =>
    `${because(why, tell)}; criterion “${criterion}”, granularity “${granularity}”, scope “${scope}” are used.`,
  "link-shares": ({ text, kernels }) => `layers “${text}”: the network has ${kernels}, the others were ignored.`,
  "link-level": ({ sparsity, groupSize, used }) =>
    `sparsity “${sparsity}” is no level of groups of ${groupSize} weights; ${used} is used.`,
  "link-against": ({ method, why }, tell) => `against “${method}” is not possible: ${because(why, tell)}.`,
  "link-undone": ({ why }, tell) => `do: ${because(why, tell)}. Nothing of it was done.`,
  "link-end": ({ text }) => `end “${text}” is no fingerprint and was ignored.`,

  "compared-already": () => "it is compared already",
  "not-as-it-was": ({ key }) => `${key} is not as it was`,
  "unstable-l2": ({ optimizer, l2 }) => `with l2 ${l2} every step of ${optimizer} makes all weights larger`,
  "unstable-l1": ({ optimizer, l1 }) => `with l1 ${l1} every step of ${optimizer} moves all weights by more than 1`,
  "unstable-scales": ({ optimizer, scaleL1 }) =>
    `with slim ${scaleL1} every step of ${optimizer} moves all scales of batch norm by more than 1`,
  "untrained-set": ({ seed }) =>
    `Only the spiral’s 16-16 and the named networks on the handwritten digits come trained, on data of default noise and difficulty and seed ${seed}`,
  "text-key": ({ key }) => `“${key}” is no setting.`,
  "text-value": ({ key, text, takes }) => `${key} “${text}” is not possible: it takes ${taken(takes)}.`,
  "steps-none": ({ text }) => `“${text}” does not read as steps`,
  "steps-many": ({ count, most }) => `${count} steps are more than ${most}`,
  "step-refused": ({ step, text, why }, tell) => `step ${step}, “${text}”, is not possible: ${tell(why)}`,
  "step-words": ({ words }) => `it takes ${words.join(", ")}`,
  "step-engine": () => "it trains nothing, and takes no engine",
  "engine-name": ({ name, engines }) => `engine “${name}” is not possible: it takes ${engines.join(", ")}`,
  "engine-turns": ({ text, example }) =>
    `engine “${text}” is not possible: each engine but the last has its optimizer steps behind it, as in ${example}`,
  "step-epochs": () => "epochs as a whole number, or steps, as in 350s, are meant",
  "epochs-range": ({ least, most }) => `${least} to ${most} epochs can be run`,
  "share-range": ({ least, most }) => `${least} to ${most} % can be pruned`,
  "step-share": () => "a share from 0 to 1 is meant",
  "step-rewind": ({ kept, all }) => `${kept} (the mask is kept) or ${all} is meant`,
  "edit-action": () => "prune, restore or release, layers and weights are meant",
  "edit-weights": ({ text }) => `“${text}” names no weights`,
  "edit-empty": () => "layers and weights are missing",
  "step-lost": () => "the steps that led there cannot be read any more",

  "network-unread": ({ kind, why, layers }, tell) =>
    `The network cannot read these ${kind}: ${tell(why)} ${layers} is used.`,
  "method-unsuited": ({ why }, tell) => `${tell(why)}: back to single weights by magnitude, one list of all layers.`,
};
