import type { RunNode } from "../recipe/node.ts";
import { cutSettingsOf, fingerprint, type NetworkState, untouched } from "../recipe/state.ts";
import type { Bench } from "../recipe/step.ts";
import { stepsOf } from "../recipe/steps/train.ts";
import { benchOf } from "./bench.ts";
import { isTrainStep } from "./nodes.ts";
import type { FetchBytes } from "./pretrained/weights.ts";
import type { Problem } from "./protocol/problem.ts";
import type { SessionState } from "./sessionState.ts";
import type { Training } from "./training.ts";
import type { Work } from "./work.ts";

/** The weights of any state: at hand, on the disk, or worked out again. */
export class Rework {
  readonly #session: SessionState;
  readonly #fetch: FetchBytes;
  readonly #isStopped: () => boolean;

  /** `isStopped` says whether somebody wants work to end that takes a while. */
  constructor(session: SessionState, fetch: FetchBytes, isStopped: () => boolean) {
    this.#session = session;
    this.#fetch = fetch;
    this.#isStopped = isStopped;
  }

  /** What steps of a network are performed with. */
  bench(
    training: Training,
    progress: (steps: number) => void = () => undefined,
    isStopped: () => boolean = this.#isStopped,
  ): Bench {
    return benchOf(training, { fetch: this.#fetch, isStopped, progress });
  }

  /** The weights of a state of a network, worked out again where they were dropped; that is told, by the network that stands. */
  async stateOf(
    { id, fingerprint: before }: RunNode,
    { training, steps: { setup } }: Work,
    { toldBy = training, isStopped = this.#isStopped } = {},
  ): Promise<NetworkState> {
    const { states, tree } = this.#session;
    const path = tree.path(id);
    await this.#recall(path);
    const total = states.missing(path).reduce((sum, { step }) => sum + (isTrainStep(step) ? stepsOf(step) : 0), 0);
    const tell = (done: number | null) => toldBy.tell({ type: "rework", done, total });
    let done = 0;
    if (total > 0) tell(0);
    const progress = (steps: number) => {
      done += steps;
      tell(done);
    };
    const bench = this.bench(training, progress, isStopped);
    try {
      const isNew = !states.has(id);
      const state = await states.at(path, () => untouched(bench.initial, cutSettingsOf(setup)), bench);
      const after = isNew ? fingerprint(state.checkpoint.layers, bench.maskOf(state)) : before;
      if (after !== before) {
        const said = { id: "came-out-otherwise", before, after } as const;
        const problem: Problem = { kind: "failed", said: [said] };
        toldBy.tell({ type: "problem", problem, stands: toldBy.id });
      }
      return state;
    } finally {
      if (total > 0) tell(null);
    }
  }

  /** The weights of a state, where they are to be had without training or loading; null where not. */
  async atHand({ id }: RunNode, training: Training): Promise<NetworkState | null> {
    const { states, tree } = this.#session;
    if (!tree.has(id)) return null;
    const path = tree.path(id);
    await this.#recall(path);
    const takesMore = ({ step }: RunNode) => isTrainStep(step) || step?.kind === "load" || step?.kind === "lost";
    if (states.missing(path).some(takesMore)) return null;
    const bench = this.bench(training);
    return states.at(path, () => untouched(bench.initial, cutSettingsOf(path[0].setup)), bench);
  }

  /** Weights that are not at hand may be kept: those nearest to the end of a path are taken. */
  async #recall(path: readonly RunNode[]): Promise<void> {
    const { states, keeper } = this.#session;
    for (const { id, cut, setup } of states.missing(path).toReversed()) {
      const kept = await keeper.weights(id);
      if (!kept) continue;
      // Where the handle rests may have moved since.
      states.keep(id, { ...kept, cut, settings: cutSettingsOf(setup) }, (one) => this.#session.stays(one));
      return;
    }
  }
}
