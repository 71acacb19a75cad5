import type { PoolSpec } from "../network.ts";
import type { LayerKind } from "./kind.ts";
import { checkImage, checkSquares, checkWhole } from "./limits.ts";
import type { Pooling } from "./stage.ts";

const notation = /^p(\d+)$/;

/** Max-pooling; has no parameters. */
export const pool: LayerKind<PoolSpec, Pooling> = {
  unit: null,
  sides: { least: 2, most: 4, offered: [2, 3, 4] },
  readsImages: true,
  write: ({ side }) => `p${side}`,
  read(text) {
    const match = notation.exec(text);
    return match && { kind: "pool", side: Number(match[1]) };
  },
  another: () => ({ kind: "pool", side: 2 }),
  width: () => null,
  withWidth: (layer) => layer,
  check({ side }, from, place) {
    checkWhole("side", side, place);
    checkImage(from, place);
    checkSquares(side, from, place);
  },
  stage: ({ side }, from) => ({
    kind: "pool",
    side,
    from,
    to: [Math.floor(from[0] / side), Math.floor(from[1] / side), from[2]],
  }),
  parameters: () => [],
};
