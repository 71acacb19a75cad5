import type { ArrayName, RecordFigures, RecordOf } from "../../records/said.ts";
import { foundAgain } from "../sessionNames.ts";
import { stepLabel } from "../steps.ts";
import type { Texts } from "./texts.ts";

const arrays: Readonly<Record<ArrayName["array"], string>> = {
  weights: "weights",
  biases: "biases",
  batchNorm: "figures of batch norm",
  mask: "eights of the mask",
  edits: "manual edits",
  lost: "weights lost",
  moments: "moments",
  weightsOrMoments: "weights or moments",
  fallback: "the weights that it falls back to",
  labels: "labels",
  validation: "validation rows",
  test: "test rows",
  predictions: "predictions",
  perClass: "accuracies of the classes",
  points: "measured points",
};

const arrayOf = ({ array, layer }: ArrayName) => `${arrays[array]}${layer === undefined ? "" : ` of layer “${layer}”`}`;

function nameOf(of: RecordOf): string {
  switch (of.record) {
    case "node":
      return `State ${of.id}`;
    case "weights":
      return `The weights of state ${of.id}`;
    case "checkpoint":
      return `The checkpoint of state ${of.id}`;
    case "data":
      return of.name === null ? "The data that was opened from a file" : `The data of “${of.name}”`;
    case "run":
      return of.isOver ? "The run that went on" : "The run that goes on";
  }
}

/** What schemas of the page's own say; others speak for themselves. */
const values: Readonly<Record<string, string>> = {
  "layer-names": "two layers have one name",
  "kind-of-step": "it is no step that is known",
  "edits-by-hand": "edits by hand that do not read as such",
};

const closed = (why: string) => `${why} All of the page works, but what is done is lost with this tab.`;
const deletedMake = "Sessions that are deleted make room.";

export const recordTexts: Texts<RecordFigures> = {
  "record-missing": () => "it is not there, or no bytes at all",
  "record-short": () => "it is cut short",
  "record-beginning": () => "it does not begin as records do",
  "record-without-version": () => "it has no version",
  "record-newer": ({ version, reads }) =>
    `a newer version of this page has kept it (${version}, this page reads ${reads}); reload to get that`,
  "record-checksum": () => "the checksum is wrong",
  "record-header-long": () => "its header is longer than itself",
  "record-header-json": () => "its header is no JSON",
  "record-kind": ({ found, wanted }) => `it is a record of “${found}”, not of “${wanted}”`,
  "record-bytes": ({ found, wanted }) => `it has ${found} bytes of numbers where its header tells of ${wanted}`,
  "record-value": ({ path, message }) => `${path ? `${path}: ` : ""}${values[message] ?? message}`,
  "array-missing": (name) => `${arrayOf(name)} are missing`,
  "array-length": ({ found, wanted, ...name }) => `${arrayOf(name)} are ${found} where ${wanted} belong`,
  "array-infinite": (name) => `${arrayOf(name)} are not all finite`,
  "array-unfit": (name) => `${arrayOf(name)} do not fit`,
  "arrays-left": ({ count }) => `${count} of its arrays belong to nothing`,
  "points-missing": () => "its measured points are missing",
  "points-short": () => "its measured points are cut short",
  "edits-unknown": (name) => `${arrayOf(name)} are none that are known`,
  "inputs-unfit": ({ count }) => `its inputs are not those of ${count} examples`,
  "columns-unfit": () => "its columns are not those of its inputs",
  "input-infinite": () => "an input is no finite number",
  "label-unknown": () => "a label is none of its classes",
  "rows-unknown": (name) => `${arrayOf(name)} name examples that are not there`,
  "state-otherwise": ({ state }) => `it says that it is state ${state}`,

  "record-unreadable": ({ of, why }, tell) => `${nameOf(of)} cannot be read: ${tell(why)}.`,
  "record-unkept": ({ of, why }, tell) => `${nameOf(of)} cannot be kept: ${tell(why)}.`,
  "state-left-out": ({ state, why }, tell) => `State ${state} cannot be read and is left out: ${tell(why)}.`,
  "state-nowhere": ({ state, name, step, from }) =>
    `State ${state}, “${name || stepLabel(step)}”, is left out: ${
      from === null
        ? "the state that its step led from is not known"
        : `no step is known that led to it from state ${from}`
    }.`,
  "state-cut-off": ({ state, name, step }) =>
    `State ${state}, “${name || stepLabel(step)}”, was made from what cannot be read: it is there as long as its weights are.`,
  "session-unreadable": ({ why }, tell) => `The session that was here cannot be read: ${tell(why)}.`,
  "session-nameless": ({ why }, tell) =>
    `Its name, where one was, and how often test sets were opened are lost: ${tell(why)}.`,
  "session-torn": ({ name }) => `“${name ?? foundAgain}” cannot be read.`,

  "storage-silent": () => "it does not answer",
  "storage-blocked": () => "another version of the page is open in another tab",
  "storage-reason": ({ message }) => message,
  "storage-unreachable": ({ why }, tell) => `What the browser has kept cannot be reached: ${tell(why)}.`,
  "storage-failed": ({ why }, tell) => `The browser could not keep what was done: ${tell(why)}.`,
  "storage-elsewhere": () => "Another tab goes on with this session: what is done here is not kept.",
  "storage-full": ({ keepsRecipes }) =>
    keepsRecipes
      ? `The browser has no room left: what was done is kept, but not all weights. They are worked out again when they are needed. ${deletedMake}`
      : `The browser has no room left: what is done from here on is lost with this tab. ${deletedMake}`,
  "storage-well": () => "What is done is kept again.",
  "closed-newer": () => closed("A newer version of this page has kept sessions here; reload to get it."),
  "closed-forbidden": () =>
    closed(
      "The browser does not let this page keep anything, as in some private windows or where cookies are blocked.",
    ),
  "closed-full": () => closed("The browser has no room left."),
  "closed-otherwise": ({ why }, tell) => closed(`The browser's storage cannot be opened: ${tell(why)}.`),
};
