import type { Method } from "../pruning/types.ts";
import { Jobs } from "./jobs/jobs.ts";
import type { FollowedExample, Look, LooksBack } from "./jobs/look.ts";
import { NodeCurves } from "./jobs/nodeCurves.ts";
import { jobKinds, type Result } from "./jobs/registry.ts";
import type { Observer } from "./observer.ts";
import type { EngineEvent } from "./protocol.ts";
import type { Ranked } from "./ranked.ts";
import type { Handle } from "./stateKey.ts";

const nowhere: LooksBack = { curves: [], field: null };

/** Keeps what one network's page shows up to date: what is looked at, and the jobs that follow from it. */
export class Viewer {
  readonly #jobs: Jobs<Look, Result>;
  readonly #curves = new NodeCurves();
  #ranked: Ranked | undefined;
  #asked: Omit<Look, "ranked"> = { handle: { sparsity: 0 }, times: 0, against: [], followed: null, back: nowhere };
  #timesFollowed = 0;

  /** `wake` is called when there is something to answer again after `answerAtRest` said that there was not. */
  constructor(observer: Observer, emit: (event: EngineEvent) => void, wake: () => void) {
    this.#jobs = new Jobs<Look, Result>(
      jobKinds(observer, this.#curves),
      // Ids say what a result is.
      ({ id, answer: result, outlives }) =>
        emit({ type: "result", id, result, outlives, key: result.key } as EngineEvent),
      wake,
    );
  }

  /** Takes new weights, or the same ranked anew; figures are of these until others come. */
  take(ranked: Ranked): void {
    this.#ranked = ranked;
    this.#ask({});
  }

  /** Methods to compare with, all of which suit the network. */
  compareWith(against: readonly Method[]): void {
    this.#ask({ against });
  }

  /** States of which something is wanted, too. */
  lookBack(back: LooksBack): void {
    this.#ask({ back });
  }

  /** The weights taken last are those of a state. */
  standAt(node: number): void {
    if (this.#ranked) this.#curves.standAt(node, this.#ranked.key.version);
  }

  /** The weights are on the page: their figures are wanted. */
  refresh(): void {
    this.#ask({ times: this.#asked.times + 1 });
  }

  /** The handle has moved: its figures are wanted. */
  look(handle: Handle): void {
    this.#ask({ handle, times: this.#asked.times + 1 });
  }

  /** The example to follow through the network; null for none. */
  follow(example: FollowedExample | null): void {
    this.#ask({ followed: example === null ? null : { example, times: ++this.#timesFollowed } });
  }

  /** The page shows this network anew, and knows nothing of it. */
  forget(): void {
    this.#jobs.forget();
  }

  #ask(change: Partial<Omit<Look, "ranked">>): void {
    this.#asked = { ...this.#asked, ...change };
    if (this.#ranked) this.#jobs.look({ ranked: this.#ranked, ...this.#asked });
  }

  /** What is to be told at once, in one message; false when nothing was. */
  answer(): boolean {
    let told = false;
    while (this.#jobs.atOnce()) told = true;
    return told;
  }

  /** A little of the slower answers between bursts of training, each in its share of the time. */
  answerWhileTraining(): Promise<void> {
    return this.#jobs.whileTraining();
  }

  /** The next of the slower answers; false when all are given. */
  answerAtRest(): Promise<boolean> {
    return this.#jobs.atRest();
  }
}
