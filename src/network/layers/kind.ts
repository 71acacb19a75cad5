import type { Activation, LayerSpec, Shape } from "../network.ts";
import type { Stage } from "./stage.ts";

/** A parameter of a layer: what it does, its shape, whether the optimizer trains it and masks prune single entries of it. */
export interface Parameter {
  readonly role: "kernel" | "bias" | "shift" | "scale" | "mean" | "variance";
  readonly shape: readonly number[];
  readonly isTrainable: boolean;
  readonly isPrunable: boolean;
}

/** What a kind of layer is to the network: its notation, limits, shapes and parameters. Its reference passes are a `LayerPasses`. */
export interface LayerKind<Spec extends LayerSpec = LayerSpec, Worked extends Stage = Stage> {
  /** What one of its outputs is called; null where it has no units of its own. */
  readonly unit: "unit" | "filter" | null;
  /** Sides of its squares, in pixels: least, most, and those on offer; null where it has none. */
  readonly sides: { readonly least: number; readonly most: number; readonly offered: readonly number[] } | null;
  /** Whether it reads images only, not what is flat. */
  readonly readsImages: boolean;

  /** The layer as links write it; `read` gives null for the text of another kind. */
  write(layer: Spec): string;
  read(text: string): Spec | null;
  /** One more behind `hidden`, as the editor adds it. */
  another(hidden: readonly LayerSpec[]): Spec;
  /** Units or filters, and the layer with so many; null and the same layer where it has none of its own. */
  width(layer: Spec): number | null;
  withWidth(layer: Spec, width: number): Spec;

  /** Throws a NetworkFault of what is wrong with the layer behind what it reads; `place` is that among the hidden layers, from 0. */
  check(layer: Spec, from: Shape, place: number): void;
  /** Works out a layer that `check` lets pass. */
  stage(layer: Spec, from: Shape, name: string, activation: Activation | null): Worked;
  /** In the order in which engines and checkpoints hold them. */
  parameters(stage: Worked): readonly Parameter[];
}
