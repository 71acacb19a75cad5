import type { LayerSpec } from "../network.ts";
import { kernelPasses } from "./kernelPasses.ts";
import type { LayerPasses } from "./pass.ts";
import { poolPasses } from "./poolPasses.ts";
import { convolutionReads, denseReads } from "./reads.ts";

/** The reference passes of every kind of layer; apart from `registry.ts`, for the page needs none to begin with. */
const passes: Readonly<Record<LayerSpec["kind"], LayerPasses>> = {
  conv: kernelPasses(convolutionReads),
  pool: poolPasses,
  dense: kernelPasses(denseReads),
};

export const passesOf = ({ kind }: { readonly kind: LayerSpec["kind"] }): LayerPasses => passes[kind];
