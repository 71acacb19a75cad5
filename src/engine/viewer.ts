import type { Layer } from "../network/network.ts";
import { countsAt, maskAt } from "../pruning/cut.ts";
import { applyMask } from "../pruning/mask.ts";
import type { Ranking } from "../pruning/types.ts";
import { gzippedBytes } from "./gzip.ts";
import type { Observer } from "./observer.ts";
import type { CurvePoint, EngineEvent } from "./protocol.ts";

/** Curve levels computed between two looks at the queue take about this long, in milliseconds. */
const curveSlice = 10;
/** Least and most time between two curves while training, in milliseconds; in between, twice what the last one took. */
const curveEvery = [150, 1500] as const;
/** Compressing a big network takes as long as a frame or three: only when the cut has rested this long, in milliseconds. */
const gzipAfter = 150;

/** Weights before the slider's cut, and the ranking that any cut is taken from. */
export interface Ranked {
  readonly version: number;
  readonly layers: readonly Layer[];
  readonly ranking: Ranking;
}

interface TrainFigures {
  readonly accuracy: number;
  readonly loss: number;
}

/** Keeps what one network's page shows up to date, the most urgent first: figures at the handle, then the training set's, the
 *  curve, the bytes after gzip. Only the newest cut is answered. */
export class Viewer {
  readonly #observer: Observer;
  readonly #emit: (event: EngineEvent) => void;
  readonly #wake: () => void;
  #ranked: Ranked | undefined;
  #id = 0;
  #sparsity = 0;
  #waits = { preview: false, trainFigures: false, curve: false, gzip: false };
  /** Training figures before the slider's cut, of the latest point of the timeline. */
  #trainUncut: { version: number; figures: TrainFigures } | undefined;
  #curve: { version: number; points: CurvePoint[]; steps: Iterator<CurvePoint, void>; begun: number } | undefined;
  #curveDue = 0;
  #answered = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `wake` is called when there is something to answer again after `answerAtRest` said that there was not. */
  constructor(observer: Observer, emit: (event: EngineEvent) => void, wake: () => void) {
    this.#observer = observer;
    this.#emit = emit;
    this.#wake = wake;
  }

  get sparsity(): number {
    return this.#sparsity;
  }

  /** Takes new weights, or the same ranked anew; they are shown with the next `refresh`. */
  take(ranked: Ranked): void {
    if (ranked.layers !== this.#ranked?.layers) this.#observer.setWeights(ranked.layers);
    this.#ranked = ranked;
  }

  /** Everything is to be measured again. */
  refresh(): void {
    this.#waits.preview = true;
    this.#waits.curve = true;
  }

  /** The page asks for the figures at a cut, 0..1. */
  look(id: number, sparsity: number): void {
    this.#id = id;
    this.lookAt(sparsity);
  }

  /** The cut moved by itself (a step, undo): its figures answer the page's latest question. */
  lookAt(sparsity: number): void {
    this.#sparsity = sparsity;
    this.#waits.preview = true;
  }

  /** Keeps training figures that a point of the timeline needed anyway. */
  remember(figures: TrainFigures): void {
    this.#trainUncut = { version: this.#ranked!.version, figures };
  }

  /** Figures at the handle, if they wait; false when nothing did. */
  answer(): boolean {
    if (!this.#waits.preview || !this.#ranked) return false;
    const { version, ranking } = this.#ranked;
    this.#waits = { ...this.#waits, preview: false, trainFigures: true, gzip: true };
    this.#answered = performance.now();
    const uncut = this.#observer.uncut(version, ranking);
    this.#emit({
      type: "preview",
      preview: this.#observer.preview(this.#id, version, ranking, this.#sparsity),
      ...uncut,
    });
    const cutsNothing = countsAt(ranking, this.#sparsity).every((count, l) => count === ranking.lists[l].alreadyPruned);
    if (cutsNothing && this.#trainUncut?.version === version) this.#sendTrainFigures(version, this.#trainUncut.figures);
    return true;
  }

  /** A little of the curve between bursts of training; a curve once begun is finished, for the weights it began with. */
  answerWhileTraining(): void {
    if (!this.#curve && performance.now() < this.#curveDue) return;
    if (!this.#curve) this.#beginCurve();
    this.#advanceCurve();
  }

  /** The next of the slower answers; false when all are given. */
  async answerAtRest(): Promise<boolean> {
    if (!this.#ranked) return false;
    const { version, layers, ranking } = this.#ranked;
    if (this.#waits.trainFigures) this.#sendTrainFigures(version, this.#observer.trainFigures(ranking, this.#sparsity));
    else if (this.#waits.curve) this.#beginCurve();
    else if (this.#curve) this.#advanceCurve();
    else if (this.#waits.gzip) return this.#answerGzip(version, layers, ranking);
    else return false;
    return true;
  }

  async #answerGzip(version: number, layers: readonly Layer[], ranking: Ranking): Promise<boolean> {
    const early = this.#answered + gzipAfter - performance.now();
    if (early > 0) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#wake, early);
      return false;
    }
    this.#waits.gzip = false;
    const id = this.#id;
    const bytes = await gzippedBytes(applyMask(layers, maskAt(ranking, this.#sparsity)));
    this.#emit({ type: "gzip", id, version, bytes });
    return true;
  }

  #sendTrainFigures(version: number, { accuracy, loss }: TrainFigures): void {
    this.#waits.trainFigures = false;
    this.#emit({ type: "trainFigures", id: this.#id, version, accuracy, loss, count: this.#observer.trainCount });
  }

  #beginCurve(): void {
    if (!this.#ranked) return;
    this.#waits.curve = false;
    const { version, ranking } = this.#ranked;
    this.#curve = { version, points: [], steps: this.#observer.curve(ranking), begun: performance.now() };
  }

  #advanceCurve(): void {
    const curve = this.#curve;
    if (!curve) return;
    const until = performance.now() + curveSlice;
    do {
      const { value, done } = curve.steps.next();
      if (done || !value) {
        this.#curve = undefined;
        const now = performance.now();
        const milliseconds = now - curve.begun;
        this.#curveDue = now + Math.min(curveEvery[1], Math.max(curveEvery[0], 2 * milliseconds));
        this.#emit({ type: "curve", version: curve.version, points: curve.points, milliseconds });
        return;
      }
      curve.points.unshift(value);
    } while (performance.now() < until);
  }
}
