import type { KernelSpec, LayerSpec } from "../network.ts";
import { conv } from "./conv.ts";
import { dense } from "./dense.ts";
import type { LayerKind } from "./kind.ts";
import { pool } from "./pool.ts";

/** Every kind of hidden layer; a new one is a file beside these, a variant of `LayerSpec` and a line here. */
export const kinds: Readonly<Record<LayerSpec["kind"], LayerKind>> = { conv, pool, dense };

export const kindNames = Object.keys(kinds) as LayerSpec["kind"][];

export const layerKind = ({ kind }: { readonly kind: LayerSpec["kind"] }): LayerKind => kinds[kind];

/** Whether a layer has a kernel, and so units of its own, and may be residual. */
export const hasKernel = (layer: LayerSpec): layer is KernelSpec => layerKind(layer).unit !== null;

/** Whether hidden layers can read images only. */
export const readImages = (hidden: readonly LayerSpec[]): boolean =>
  hidden.some((layer) => layerKind(layer).readsImages);
