import type { KernelSpec, Shape } from "../network.ts";
import type { LayerKind, Parameter } from "./kind.ts";
import type { Parametric } from "./stage.ts";

/** What links write behind a layer with a kernel: "bn" for batch norm, then "r" for a shortcut. */
export const writeExtras = ({ batchNorm, residual }: KernelSpec) => `${batchNorm ? "bn" : ""}${residual ? "r" : ""}`;

/** The same from what `(bn)?(r)?` matches. */
export const readExtras = (bn: string | undefined, r: string | undefined) => ({
  ...(r ? { residual: true } : {}),
  ...(bn ? { batchNorm: true } : {}),
});

/** What tells one kind of layer with a kernel from another: its notation, its limits and its shapes. */
type KernelLayerKind<Spec extends KernelSpec> = Omit<LayerKind<Spec, Parametric>, "stage" | "parameters"> & {
  shapes(layer: Spec, from: Shape): Pick<Parametric, "kernel" | "to" | "padding">;
};

/** A kind of layer whose units sum what a kernel reads: y = f(sum + b), residual y = x + f(sum + b). */
export function kernelKind<Spec extends KernelSpec>(own: KernelLayerKind<Spec>): LayerKind<Spec, Parametric> {
  return {
    ...own,
    stage: (layer, from, name, activation) => ({
      kind: layer.kind,
      name,
      from,
      ...own.shapes(layer, from),
      activation,
      residual: layer.residual === true,
      batchNorm: layer.batchNorm === true,
    }),
    parameters({ kernel, to, batchNorm }) {
      const ofUnits = (role: Parameter["role"], isTrainable: boolean): Parameter => ({
        role,
        shape: [to[2]],
        isTrainable,
        isPrunable: false,
      });
      return [
        { role: "kernel", shape: kernel, isTrainable: true, isPrunable: true },
        ...(batchNorm
          ? [ofUnits("shift", true), ofUnits("scale", true), ofUnits("mean", false), ofUnits("variance", false)]
          : [ofUnits("bias", true)]),
      ];
    },
  };
}
