import type { RunNode } from "../recipe/node.ts";
import type { NetworkState } from "../recipe/state.ts";
import type { Bench } from "../recipe/step.ts";
import type { BackendName } from "../setup/backends.ts";
import type { Setup } from "../setup/setup.ts";
import type { Tree } from "./nodes.ts";
import type { States } from "./states.ts";
import type { Training } from "./training.ts";

/** A network and the wishes for what comes next. */
interface OneNetwork {
  readonly training: Training;
  readonly setup: Setup;
}

/** What networks share. */
export interface WorkAround {
  tree(): Tree;
  states(): States;
  /** Of the latest command done. */
  heard(): number;
  /** Whether runs take the time that one needs to see them. */
  isPaced(): boolean;
  /** Another engine is wanted: by the settings, or by the recipe that is repeated. */
  useEngine(of: OneNetwork, checkpoint: NetworkState["checkpoint"], named?: BackendName): Promise<void>;
  bench(training: Training): Bench;
  /** The weights of a state, where they are to be had without training; null where not. */
  atHand(node: RunNode, training: Training): Promise<NetworkState | null>;
  /** Whether the weights of a state must not be dropped for room. */
  readonly stays: (id: number) => boolean;
  /** Whether nobody has the data of a network any more, by its first state. */
  isLost(root: RunNode): boolean;
}
