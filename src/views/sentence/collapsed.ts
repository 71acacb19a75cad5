import type { LayerNames } from "../../network/layerNames.ts";
import type { Collapse } from "../../pruning/collapse.ts";
import type { Cut } from "../../store/cut.ts";
import type { Amount } from "../amount.ts";
import { count } from "../format.ts";
import { desk, listed, phone, plain, type SentencePart, share, strong } from "./parts.ts";

/** The same answer whatever is shown, for want of a path. */
export function collapsed(
  collapse: Exclude<Collapse, { kind: "constant" }>,
  { snapshot: { layers }, kept, total }: Cut,
  names: LayerNames,
  accuracy: SentencePart,
): SentencePart[] {
  const named = (name: string) => names.layers[layers.findIndex((layer) => layer.name === name)];
  const same = [desk(", and every example gets the same answer"), plain(": "), accuracy, plain(" accuracy.")];
  if (collapse.kind === "cutOff")
    return [
      plain("Collapsed. "),
      desk(`${count(kept)} of ${count(total)} weights are left, but no`),
      phone("No"),
      plain(" path leads from an input to "),
      strong(named(collapse.layer)),
      ...same,
    ];
  const one = collapse.layers.length === 1;
  const who =
    kept === 0
      ? [plain("The network")]
      : [plain(one ? "Layer " : "Layers "), strong(listed(collapse.layers.map(named)))];
  const [it, through] = one || kept === 0 ? ["it", "it"] : ["they", "them"];
  return [...who, plain(` collapsed, ${it} lost every weight`), desk(`. Nothing passes through ${through}`), ...same];
}

/** The same answer to every example, though paths are left. */
export const constant = (kept: Amount, answer: string, accuracy: SentencePart): SentencePart[] => [
  desk("A constant answer: "),
  ...share(kept),
  plain(" are left, but every example is taken for "),
  strong(`“${answer}”`),
  plain(", "),
  accuracy,
  plain(" accuracy."),
];
