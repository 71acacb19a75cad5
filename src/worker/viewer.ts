import type { Evaluation } from "../network/evaluator.ts";
import { applyMask } from "../network/mask.ts";
import { biasMasks } from "../network/wiring.ts";
import { writeMethod } from "../pruning/method.ts";
import type { Method, Ranking } from "../pruning/types.ts";
import type { Level } from "../recipe/node.ts";
import { Share } from "../training/share.ts";
import { gzippedBytes } from "./gzip.ts";
import type { Observer } from "./observer.ts";
import type { EngineEvent, Handle, StateKey } from "./protocol.ts";
import { cutMask, type Ranked } from "./ranked.ts";

/** Curve levels computed between two looks at the queue take about this long, in milliseconds. */
const curveSlice = 10;
/** Share of the time that the curve may take from training. */
const curveShare = 0.15;
/** Least time between two curves while training, in milliseconds. */
const curveEvery = 150;
/** While training, a curve takes so long at most, in milliseconds, if leaving out levels helps. */
const longestCurve = 1500;
const largestStride = 8;
/** Share of the time that the figures of the training set may take from training. */
const trainFiguresShare = 0.05;
/** Compressing a big network takes as long as a frame or three, ranking it by another method may take longer: only when the cut
 *  has rested this long, in milliseconds. */
const restMilliseconds = 150;

interface Curve {
  readonly key: StateKey;
  readonly stride: number;
  readonly steps: Iterator<Level, void>;
  readonly begun: number;
  points: Level[];
  /** Time spent on it alone, in milliseconds. */
  spent: number;
}

/** Keeps what one network's page shows up to date, the most urgent first: figures at the handle, then the training set's, the
 *  curve, the bytes after gzip, other methods' curves. Only the newest cut is answered. */
export class Viewer {
  readonly #observer: Observer;
  readonly #emit: (event: EngineEvent) => void;
  readonly #wake: () => void;
  #ranked: Ranked | undefined;
  #handle: Handle = { sparsity: 0 };
  #waits = { preview: false, trainFigures: false, curve: false, gzip: false };
  #beforeCut: { version: number; figures: Evaluation } | undefined;
  #curve: Curve | undefined;
  #curveDue = 0;
  #curveTurns = new Share(curveShare);
  #trainTurns = new Share(trainFiguresShare);
  /** What a curve of all levels takes, in milliseconds. */
  #wholeCurve = 0;
  #against: readonly Method[] = [];
  #comparison: (Curve & { readonly method: Method; readonly ranking: Ranking }) | undefined;
  /** Methods that the weights of a version have been compared by. */
  #compared = { version: 0, methods: new Set<string>() };
  #answered = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `wake` is called when there is something to answer again after `answerAtRest` said that there was not. */
  constructor(observer: Observer, emit: (event: EngineEvent) => void, wake: () => void) {
    this.#observer = observer;
    this.#emit = emit;
    this.#wake = wake;
  }

  /** Takes new weights, or the same ranked anew; figures are of these until others come. */
  take(ranked: Ranked): void {
    this.#ranked = ranked;
  }

  /** Methods to compare with, all of which suit the network. That waits until training rests: while it goes on, its time belongs to
   *  the curve in use, and what is compared would be of weights long gone. */
  compareWith(methods: readonly Method[]): void {
    this.#against = methods;
  }

  /** Everything is to be measured again. */
  refresh(): void {
    this.#waits.preview = true;
    this.#waits.curve = true;
  }

  /** The handle has moved: its figures are wanted. */
  look(handle: Handle): void {
    this.#handle = handle;
    this.#waits.preview = true;
  }

  /** Evaluation at the handle, if they wait; false when nothing did. */
  answer(): boolean {
    if (!this.#waits.preview || !this.#ranked) return false;
    this.#waits = { ...this.#waits, preview: false, trainFigures: true, gzip: true };
    this.#answered = performance.now();
    const { key } = this.#ranked;
    const { accuracy, predictions, perClass } = this.#figuresBeforeCut(this.#ranked);
    const mask = cutMask(this.#ranked, this.#handle);
    const preview = this.#observer.preview(this.#ranked.layers, mask, { key, handle: this.#handle });
    this.#emit({
      type: "preview",
      preview,
      beforeCut: predictions,
      beforeCutPerClass: perClass,
      beforeCutAccuracy: accuracy,
      key,
    });
    return true;
  }

  /** The slower answers between bursts of training, each in its share of the time: the training set's figures, a little of the
   *  curve. A curve once begun is finished, for the weights it began with. */
  answerWhileTraining(): void {
    const begun = performance.now();
    if (this.#ranked && this.#waits.trainFigures && this.#trainTurns.isDue(begun)) {
      this.#answerTrainFigures(this.#ranked);
      this.#trainTurns.spent(begun);
    } else if (this.#curveTurns.isDue(begun) && (this.#curve || begun >= this.#curveDue)) {
      if (!this.#curve) this.#beginCurve(this.#strideWhileTraining());
      this.#advanceCurve();
      this.#curveTurns.spent(begun);
    }
  }

  /** The next of the slower answers; false when all are given. */
  async answerAtRest(): Promise<boolean> {
    if (!this.#ranked) return false;
    if (this.#waits.trainFigures) this.#answerTrainFigures(this.#ranked);
    else if (this.#waits.curve) this.#beginCurve(1);
    else if (this.#curve) this.#advanceCurve();
    else return this.#answerRested(this.#ranked);
    return true;
  }

  /** What waits until the cut has rested. */
  async #answerRested(ranked: Ranked): Promise<boolean> {
    const method = this.#nextMethod(ranked);
    if (!this.#waits.gzip && !method) return false;
    const early = this.#answered + restMilliseconds - performance.now();
    if (early > 0) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#wake, early);
      return false;
    }
    if (this.#waits.gzip) await this.#answerGzip(ranked);
    else if (method) this.#compare(ranked, method);
    return true;
  }

  async #answerGzip(ranked: Ranked): Promise<void> {
    this.#waits.gzip = false;
    const handle = this.#handle;
    const mask = cutMask(ranked, handle);
    const bytes = await gzippedBytes(applyMask(ranked.layers, mask, biasMasks(ranked.layers, mask)));
    this.#emit({ type: "gzip", handle, bytes, key: ranked.key });
  }

  #nextMethod({ key: { version } }: Ranked): Method | undefined {
    if (this.#compared.version !== version) this.#compared = { version, methods: new Set() };
    return this.#against.find((method) => !this.#compared.methods.has(writeMethod(method)));
  }

  /** Ranks the weights by another method, then, slice by slice, works out its curve. */
  #compare(ranked: Ranked, method: Method): void {
    const { key } = ranked;
    const now = this.#comparison;
    if (now?.key !== key || writeMethod(now.method) !== writeMethod(method)) {
      const ranking = ranked.rankedBy(method);
      this.#comparison = { ...this.#newCurve(ranked, ranking, 1), method, ranking };
    } else if (advance(now)) {
      const { ranking, points } = now;
      this.#comparison = undefined;
      this.#compared.methods.add(writeMethod(method));
      this.#emit({ type: "comparison", comparison: { key, method, ranking, points }, key });
    }
  }

  #answerTrainFigures(ranked: Ranked): void {
    this.#waits.trainFigures = false;
    const { accuracy, loss } = this.#observer.trainFigures(ranked.layers, cutMask(ranked, this.#handle));
    const { trainCount: count } = this.#observer;
    this.#emit({ type: "trainFigures", handle: this.#handle, accuracy, loss, count, key: ranked.key });
  }

  /** What the weights do before the cut, that of the slider and by hand; computed once a version. */
  #figuresBeforeCut({ key: { version }, layers, locked }: Ranked): Evaluation {
    if (this.#beforeCut?.version !== version)
      this.#beforeCut = { version, figures: this.#observer.validate(layers, locked) };
    return this.#beforeCut.figures;
  }

  /** Levels are left out where the whole curve would fall behind the training that it shows. */
  #strideWhileTraining(): number {
    const stride = Math.round(this.#wholeCurve / curveShare / longestCurve);
    return Math.min(largestStride, Math.max(1, stride));
  }

  #beginCurve(stride: number): void {
    if (!this.#ranked) return;
    // One without all levels is for while training goes on.
    this.#waits.curve = stride > 1;
    this.#curve = this.#newCurve(this.#ranked, this.#ranked.ranking, stride);
  }

  #newCurve({ key, layers }: Ranked, ranking: Ranking, stride: number): Curve {
    const steps = this.#observer.curve(layers, ranking, stride);
    return { key, stride, steps, begun: performance.now(), points: [], spent: 0 };
  }

  #advanceCurve(): void {
    if (!this.#curve || !advance(this.#curve)) return;
    const { key, stride, begun, points, spent } = this.#curve;
    const now = performance.now();
    this.#curve = undefined;
    this.#curveDue = now + curveEvery;
    if (stride === 1) this.#wholeCurve = spent;
    this.#emit({ type: "curve", points, milliseconds: now - begun, key });
  }
}

/** Works on a curve for one slice of time; true when it is complete. */
function advance(curve: Curve): boolean {
  const begun = performance.now();
  let now = begun;
  let isComplete = false;
  do {
    const { value } = curve.steps.next();
    if (value) curve.points.unshift(value);
    else isComplete = true;
    now = performance.now();
  } while (!isComplete && now < begun + curveSlice);
  curve.spent += now - begun;
  return isComplete;
}
