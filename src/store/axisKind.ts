import { kindOf } from "../data/registry.ts";
import type { State } from "./store.ts";

/** How sparsity lies along the axis: what was chosen, or else stretched where it counts the many weights of networks on images. */
export function axisKindOf({ setup, data }: Pick<State, "setup" | "data">): "linear" | "log" {
  if (setup.axis !== "auto") return setup.axis;
  return kindOf(setup.data, data) === "images" && setup.granularity === "weight" ? "log" : "linear";
}
