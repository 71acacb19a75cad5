import type { NetworkFigures, NetworkSaid, NumberOf } from "../../network/said.ts";
import type { RangeFigures, RangeSaid } from "../../setup/said.ts";
import { capital } from "../parts.ts";
import type { Texts } from "./texts.ts";

type Figures = NetworkFigures & RangeFigures;

const hidden = (layer: number) => `hidden layer ${layer + 1}`;
const grouped = (n: number) => n.toLocaleString("en");

const counted: Readonly<Record<NumberOf, string>> = {
  inputs: "inputs",
  outputs: "outputs",
  units: "units",
  filters: "filters",
  side: "pixels along a side",
};
const smaller = "take fewer filters or pool earlier";
const large: Readonly<Record<Figures["network-large"]["what"], readonly [what: string, remedy: string]>> = {
  weights: ["weights", "make a layer narrower"],
  multiplyAdds: ["multiply-adds an image in its convolutions", smaller],
  features: ["numbers an example between its layers", smaller],
};
const ranged = { layers: "hidden layers", units: "units", filters: "filters" } as const;
const upTo = ({ what, most, advanced }: Figures["layers-many"]) =>
  `${most} ${ranged[what]}${most < advanced ? `, in the advanced range ${advanced}` : ""}`;

export const networkTexts = {
  "not-whole": ({ what, layer, value }) =>
    `Number of ${counted[what]}${layer === null ? "" : ` of ${hidden(layer)}`} is ${value}; it must be a whole number of at least 1.`,
  "outputs-range": ({ outputs, most }) => `Number of outputs is ${outputs}; a classifier has 2 to ${most}.`,
  "side-even": ({ layer, side }) =>
    `The kernel of ${hidden(layer)} is ${side} pixels wide; with padding it must be odd.`,
  "side-beyond": ({ layer, side, height, width }) =>
    `${hidden(layer)} takes squares of ${side} pixels from an image of ${height} x ${width}.`,
  "no-image": ({ layer }) =>
    `${hidden(layer)} needs an image to read, but what comes before it is flat; make it a dense layer.`,
  "shortcut-unlike": ({ layer, from, to }) =>
    `${hidden(layer)} adds its input of ${from.join(" x ")} to ${to.join(" x ")}; they must be alike.`,
  "network-large": ({ what, found, most }) =>
    `The network has ${grouped(found)} ${large[what][0]}; at most ${grouped(most)} are allowed, ${large[what][1]}.`,
  "layer-read": ({ layer, reader }) =>
    `A shortcut of ${hidden(reader)} adds what ${hidden(layer)} gives; remove layer ${reader + 1} first.`,

  "layers-many": (most) => `A network has up to ${upTo(most)}.`,
  "side-range": ({ layer, least, most }) => `${capital(hidden(layer))} takes squares of ${least} to ${most} pixels.`,
  "width-range": ({ layer, ...most }) => `${capital(hidden(layer))} has 1 to ${upTo(most)}.`,
} satisfies Texts<Figures>;

/** Why a network cannot be so; of what says nothing within it. */
export const networkSentence = (said: NetworkSaid | RangeSaid): string =>
  (networkTexts[said.id] as (figures: typeof said) => string)(said);
