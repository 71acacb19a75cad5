import { type DenseSpec, sizeOf } from "../network.ts";
import { kernelKind, readExtras, writeExtras } from "./kernelKind.ts";
import { checkWhole } from "./limits.ts";

const notation = /^(\d+)(bn)?(r)?$/;

/** Fully connected: y = f(Wx + b), kernel [in, out]. An image is read flat (NHWC). */
export const dense = kernelKind<DenseSpec>({
  unit: "unit",
  sides: null,
  readsImages: false,
  write: (layer) => `${layer.units}${writeExtras(layer)}`,
  read(text) {
    const match = notation.exec(text);
    return match && { kind: "dense", units: Number(match[1]), ...readExtras(match[2], match[3]) };
  },
  another(hidden) {
    const last = hidden.at(-1);
    return last?.kind === "dense" ? last : { kind: "dense", units: 8 };
  },
  width: ({ units }) => units,
  withWidth: (layer, units) => ({ ...layer, units }),
  check: ({ units }, _from, place) => checkWhole("units", units, place),
  shapes: ({ units }, from) => ({ kernel: [sizeOf(from), units], to: [1, 1, units], padding: 0 }),
});
