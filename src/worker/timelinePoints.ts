import type { Checkpoint } from "../network/checkpoint.ts";
import type { Layer } from "../network/network.ts";
import { silentLayer } from "../network/silent.ts";
import type { UnfinishedRun } from "../recipe/unfinished.ts";
import { Divergence, type RanAway } from "../training/divergence.ts";
import { Timeline } from "../training/timeline.ts";
import type { Prepared } from "./opened.ts";

/** The points of one network's timeline: what is measured at them, whether training runs away, and what it falls back to. All of it is
 *  measured on the weights as they stand: a point depends on its step alone, not on how steps were sliced. */
export class TimelinePoints {
  readonly timeline = new Timeline();
  /** Training steps since the network was opened; rewinding does not turn it back. */
  clock = 0;
  readonly #prepared: Prepared;
  readonly #divergence: Divergence;
  #safe: Checkpoint;
  #sound: Checkpoint;

  constructor(prepared: Prepared, checkpoint: Checkpoint) {
    this.#prepared = prepared;
    this.#divergence = new Divergence(checkpoint.layers, prepared.data.labels);
    this.#safe = checkpoint;
    this.#sound = checkpoint;
  }

  /** The state at the latest point or change by hand. */
  get safe(): Checkpoint {
    return this.#safe;
  }

  /** The latest of these at which something was learned, else what the run began with. */
  get sound(): Checkpoint {
    return this.#sound;
  }

  /** Whether training had not run away when it was last looked at. */
  get isSound(): boolean {
    return this.#divergence.isSound;
  }

  /** The loss of the best constant answer. */
  get guessing(): number {
    return this.#divergence.guessing;
  }

  /** A state that training is to fall back to from here on. */
  adopt(checkpoint: Checkpoint): void {
    this.#safe = checkpoint;
    this.#sound = checkpoint;
  }

  /** A state that a run has come to, whole: what is lost from here on is repeated from it. */
  reach(checkpoint: Checkpoint): void {
    this.#safe = checkpoint;
  }

  /** A run begins at the state that was adopted. */
  begin(): void {
    if (this.timeline.points.length === 0) this.add();
    this.#divergence.begin(this.#judged(this.#safe.layers));
  }

  /** A run goes on that was broken off. */
  goOn({ judged, sound }: Pick<UnfinishedRun, "judged" | "sound">): void {
    this.#divergence.goOn(judged);
    this.#sound = { ...sound, moments: [], betaPowers: [1, 1], mask: this.#safe.mask };
  }

  /** What that takes, beside the weights that were reached. */
  get toGoOn(): Pick<UnfinishedRun, "judged" | "sound"> {
    const { step, layers } = this.#sound;
    return { judged: this.#divergence.judged, sound: { step, layers } };
  }

  /** Training has come to a point, the last one where the run `ends`; tells how it ran away, if it did. */
  saw(reached: Checkpoint, ends: boolean): RanAway | null {
    this.#safe = reached;
    this.add();
    const fault = this.#divergence.saw(this.#judged(reached.layers), ends);
    if (this.#divergence.isLearning) this.#sound = reached;
    return fault;
  }

  /** A point at the latest state. */
  add(): void {
    const { observer } = this.#prepared;
    const { layers, mask } = this.#safe;
    const validation = observer.validate(layers, mask);
    const train = observer.trainFigures(layers, mask);
    this.timeline.add({
      step: this.clock,
      trainAccuracy: train.accuracy,
      validationAccuracy: validation.accuracy,
      trainLoss: train.loss,
      validationLoss: validation.loss,
    });
  }

  /** On the training sample, under the mask that training keeps. */
  readonly lossOf = (layers: readonly Layer[]): number =>
    this.#prepared.observer.trainFigures(layers, this.#safe.mask).loss;

  #judged(layers: readonly Layer[]) {
    const { spec, scoring, observer } = this.#prepared;
    const { mask } = this.#safe;
    const { predictions } = observer.validate(layers, mask);
    const isConstant = predictions.every((answer) => answer === predictions[0]);
    const silent = isConstant ? silentLayer(spec, layers, mask, scoring) : null;
    return { layers, loss: this.lossOf(layers), silent };
  }
}
