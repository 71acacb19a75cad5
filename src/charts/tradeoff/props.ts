import type { ReactNode } from "react";
import type { Move } from "../../pruning/move.ts";
import type { Live } from "../live.ts";
import type { Scales } from "../runs/place.ts";
import type { AxisKind } from "./axis.ts";
import type { CurveMark } from "./curves.ts";
import type { HandlePlace } from "./Handle.tsx";
import type { Lift } from "./Marks.tsx";
import type { Polyline } from "./span.ts";

/** The curve of another method. */
export interface ComparedCurve {
  readonly name: string;
  readonly marks: readonly CurveMark[];
}

/** What lies over the chart in place of the handle, on its axes. */
export interface Over {
  /** What it shows, 0..1: the axis holds all of it. */
  readonly accuracies: readonly number[];
  readonly draw: (place: {
    readonly scales: Scales;
    readonly width: number;
    readonly height: number;
    /** Those of the chart, in its pixels. */
    readonly curves: readonly Polyline[];
  }) => ReactNode;
}

/** What the chart says besides figures. */
export interface TradeOffWords {
  readonly right: string;
  readonly zero: string;
  readonly all: string;
  readonly exactCut: string;
  readonly reference: string;
  /** At the open end of a curve that nobody has walked further. */
  readonly further: string;
  readonly shortFurther: string;
  /** Of the curve of weights that training has left behind, by how long ago that was. */
  readonly age: (ago: string) => string;
}

export interface TradeOffProps {
  readonly axis: AxisKind;
  /** Accuracy at each level for the weights as they stand. */
  readonly curve: readonly CurveMark[];
  /** Of what the curve is, where that is left behind, and it is drawn as that: "some steps ago"; else null. */
  readonly age: string | null;
  /** Up to where it is drawn; null where it is drawn whole. */
  readonly walked: number | null;
  /** The curve of the weights before any fine-tuning. */
  readonly reference: readonly CurveMark[] | null;
  /** Curves of other methods for the same weights. */
  readonly compared: readonly ComparedCurve[];
  /** What fine-tuning actually reached, and what its rounds are called. */
  readonly reached: readonly (CurveMark & { readonly name: string })[];
  readonly lift: Lift | null;
  /** Where the handle stands as it moves. */
  readonly live: Live<HandlePlace>;
  /** Where it stands with what is drawn, and the accuracy measured there; null while unknown. 0..1. */
  readonly sparsity: number;
  readonly accuracy: number | null;
  /** "30 of 320 weights": the cut in numbers; null while nothing can be cut. */
  readonly description: string | null;
  /** The accuracy is of another place of the handle: its own is on the way. */
  readonly isPending: boolean;
  /** What the handle's place is a share of; null for weights. */
  readonly shareOf: string | null;
  /** What the cut is compared with, and how accurate that is. */
  readonly before: { readonly name: string; readonly accuracy: number } | null;
  /** Up to where earlier rounds pruned all that a cut would take, and what that is called. */
  readonly locked: number;
  readonly lockedName: string;
  /** Every weight in the order the cut takes them. */
  readonly values: Float32Array;
  /** Whether the values are weights, which have a sign; scores have none. */
  readonly isSigned: boolean;
  /** Share of these that the cut takes. */
  readonly pruned: number;
  /** The largest class's share of the validation set, 0..1, and what it is called; null while nobody knows. */
  readonly chance: { readonly share: number; readonly name: string } | null;
  readonly untrained: boolean;
  /** Rank (0..1) of a weight to mark in the queue. */
  readonly marked: number | null;
  /** The sparsity at which what is followed flips, and what is said of it. */
  readonly flip: { readonly sparsity: number; readonly name: string } | null;
  /** What to do with the handle, said beside it. */
  readonly hint: string | null;
  /** Words that lead on, at the upper right. */
  readonly words: ReactNode;
  /** A field for an exact cut, while it is open; over the chip. */
  readonly exact: ReactNode;
  readonly texts: TradeOffWords;
  readonly over: Over | null;
  readonly onMove: (move: Move, final: boolean) => void;
  /** What keys led to is to be kept. */
  readonly onCommit: () => void;
  /** The drag was broken off: the handle goes back to where it stood. */
  readonly onCancel: () => void;
  readonly onExact: () => void;
}
