import { applyMask } from "../../network/mask.ts";
import { biasMasks } from "../../network/wiring.ts";
import { gzippedBytes } from "../gzip.ts";
import { cutMask } from "../ranked.ts";
import type { Handle, StateKey } from "../stateKey.ts";
import { inOne } from "./job.ts";
import { cutAt, type Sliced } from "./look.ts";

export interface Gzipped {
  readonly key: StateKey;
  readonly handle: Handle;
  /** Of masked kernels and biases after gzip. */
  readonly bytes: number;
}

/** Bytes after gzip, at the handle: a big network takes as long as a frame or three. */
export const gzip = (): Sliced<"gzip", Gzipped> => ({
  priority: 40,
  when: "rested",
  questions: (look) => [{ id: "gzip", of: cutAt(look) }],
  work: ({ ranked, handle }) =>
    inOne(async () => {
      const { layers, key } = ranked;
      const mask = cutMask(ranked, handle);
      const bytes = await gzippedBytes(applyMask(layers, mask, biasMasks(layers, mask)));
      return { key, handle, bytes };
    }),
});
