import type { DataKind } from "../../data/dataset.ts";
import type { NetworkSpec } from "../../network/network.ts";
import { parametricStages } from "../../network/stages.ts";

/** More connections than this between two layers are a grey felt; more of them in all take long to draw. */
const mostOfKernel = 2200;
const mostOfAll = 4400;

/** Whether a network is drawn as units and connections. */
export function isDrawable(spec: NetworkSpec, kind: DataKind): boolean {
  const sizes = parametricStages(spec).map(({ kernel }) => kernel.reduce((product, side) => product * side, 1));
  return (
    kind !== "images" &&
    spec.hidden.every((layer) => layer.kind === "dense") &&
    sizes.every((size) => size <= mostOfKernel) &&
    sizes.reduce((sum, size) => sum + size, 0) <= mostOfAll
  );
}
