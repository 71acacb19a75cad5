import type { Observer } from "../observer.ts";
import { cutMask } from "../ranked.ts";
import type { Handle, StateKey } from "../stateKey.ts";
import { cutAt, type Urgent } from "./look.ts";

/** One example on its way through the network, at one cut. */
export interface FollowedSignal {
  /** Of the weights. */
  readonly key: StateKey;
  readonly handle: Handle;
  /** Its row of the validation examples; null for one that a person made. */
  readonly row: number | null;
  /** Per hidden stage (pooling too), what its units answer: positions of a map one after another, all units of each. */
  readonly activations: readonly Float32Array[];
  /** Of every class. */
  readonly probabilities: Float32Array;
}

/** The followed example's signal at the handle, together with the preview: one example costs next to nothing beside all of them. */
export const follow = (observer: Observer): Urgent<"follow", FollowedSignal> => ({
  priority: 90,
  when: "at-once",
  questions: (look) => (look.followed ? [{ id: "follow", of: `${look.followed.times} ${cutAt(look)}` }] : []),
  answer({ ranked: { key, layers, ranking }, handle, followed }) {
    const { example } = followed!;
    const { activations, probabilities } = observer.signal(layers, cutMask({ ranking }, handle), example);
    return { key, handle, row: typeof example === "number" ? example : null, activations, probabilities };
  },
});
