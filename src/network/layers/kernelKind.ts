import type { KernelSpec, Shape } from "../network.ts";
import type { LayerKind } from "./kind.ts";
import type { Parametric } from "./stage.ts";

/** What tells one kind of layer with a kernel from another: its notation, its limits and its shapes. */
type Own<Spec extends KernelSpec> = Omit<LayerKind<Spec, Parametric>, "stage" | "parameters"> & {
  shapes(layer: Spec, from: Shape): Pick<Parametric, "kernel" | "to" | "padding">;
};

/** A kind of layer whose units sum what a kernel reads: y = f(sum + b), residual y = x + f(sum + b). */
export function kernelKind<Spec extends KernelSpec>(own: Own<Spec>): LayerKind<Spec, Parametric> {
  return {
    ...own,
    stage: (layer, from, name, activation) => ({
      kind: layer.kind,
      name,
      from,
      ...own.shapes(layer, from),
      activation,
      residual: layer.residual === true,
    }),
    parameters: ({ kernel, to }) => [
      { role: "kernel", shape: kernel, isTrainable: true, isPrunable: true },
      { role: "bias", shape: [to[2]], isTrainable: true, isPrunable: false },
    ],
  };
}
