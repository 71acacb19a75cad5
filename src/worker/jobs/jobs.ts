import { Share } from "../../training/share.ts";
import type { JobKind, Question, SlicedKind, Slices, UrgentKind } from "./job.ts";

/** A slice takes about this long, in milliseconds: then it is looked for what is more urgent. */
const sliceMilliseconds = 10;
/** What waits for rest waits until nothing was answered at once for so long, in milliseconds. */
const restMilliseconds = 150;

interface BegunJob<Answer> {
  readonly asked: Question;
  readonly slices: Slices<Answer>;
}

/** An answer, to the question of an id. */
export interface Told<Answer> {
  readonly id: string;
  readonly answer: Answer;
  readonly outlives: boolean;
}

/** A kind of job, and how far it is. */
class Lane<Look, Answer> {
  readonly kind: SlicedKind<Look, Answer>;
  readonly turns: Share;
  begun: BegunJob<Answer> | undefined;
  /** When the latest was done. */
  ended = Number.NEGATIVE_INFINITY;

  constructor(kind: SlicedKind<Look, Answer>) {
    this.kind = kind;
    this.turns = new Share(kind.share ?? 1);
  }
}

const isSame = (one: Question, other: Question): boolean => one.id === other.id && one.of === other.of;

/** Does what is asked of what is looked at, the most urgent first, slice by slice; only the newest is answered, and once. */
export class Jobs<Look, Answer> {
  readonly #urgent: readonly UrgentKind<Look, Answer>[];
  readonly #lanes: readonly Lane<Look, Answer>[];
  readonly #tell: (told: Told<Answer>) => void;
  readonly #wake: () => void;
  #look: Look | undefined;
  /** By id, of what it was answered last. */
  readonly #answered = new Map<string, string>();
  #answeredAtOnce = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `wake` is called when there is something to do again after `atRest` said that there was not. */
  constructor(kinds: readonly JobKind<Look, Answer>[], tell: (told: Told<Answer>) => void, wake: () => void) {
    const sorted = [...kinds].sort((one, other) => other.priority - one.priority);
    this.#urgent = sorted.filter((kind) => kind.when === "at-once");
    this.#lanes = sorted.filter((kind) => kind.when !== "at-once").map((kind) => new Lane(kind));
    this.#tell = tell;
    this.#wake = wake;
  }

  /** Something else is looked at, or anew. */
  look(look: Look): void {
    this.#look = look;
  }

  /** Whoever was told has forgotten it: all is to be answered again. */
  forget(): void {
    this.#answered.clear();
  }

  /** Answers the most urgent that is to be answered at once; false where nothing is. */
  atOnce(): boolean {
    const look = this.#look;
    if (look === undefined) return false;
    for (const kind of this.#urgent) {
      const asked = this.#open(kind.questions(look, false))[0];
      if (!asked) continue;
      this.#answered.set(asked.id, asked.of);
      this.#answeredAtOnce = performance.now();
      this.#tell({ id: asked.id, answer: kind.answer(look, asked), outlives: kind.outlives ?? false });
      return true;
    }
    return false;
  }

  /** A slice of the most urgent that may be done between two bursts of training, and is due. */
  async whileTraining(): Promise<void> {
    const begun = performance.now();
    for (const lane of this.#lanes) {
      if (lane.kind.when !== "while-training" || !lane.turns.isDue(begun)) continue;
      if (!lane.begun && begun < lane.ended + (lane.kind.pause ?? 0)) continue;
      const job = lane.begun ?? this.#begin(lane, true);
      if (!job) continue;
      await this.#advance(lane, job, true);
      return lane.turns.spent(begun);
    }
  }

  /** A slice of the most urgent that waits; false where nothing does. */
  async atRest(): Promise<boolean> {
    if (this.atOnce()) return true;
    for (const lane of this.#lanes) {
      const job = this.#begin(lane, false);
      if (!job || (lane.kind.when === "rested" && !this.#hasRested())) continue;
      await this.#advance(lane, job, false);
      return true;
    }
    return false;
  }

  /** Whether nothing was answered at once for a moment; wakes up when that is so. */
  #hasRested(): boolean {
    const early = this.#answeredAtOnce + restMilliseconds - performance.now();
    if (early <= 0) return true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#wake, early);
    return false;
  }

  #open<Asked extends Question>(questions: readonly Asked[]): readonly Asked[] {
    return questions.filter(({ id, of }) => this.#answered.get(id) !== of);
  }

  /** The job that is under way, as long as it is still asked for, else the first that is. */
  #begin(lane: Lane<Look, Answer>, trains: boolean): BegunJob<Answer> | undefined {
    const look = this.#look;
    if (look === undefined) return undefined;
    const open = this.#open(lane.kind.questions(look, trains));
    const { begun } = lane;
    if (begun && open.some((asked) => isSame(asked, begun.asked))) return begun;
    lane.begun = open[0] && { asked: open[0], slices: lane.kind.work(look, open[0]) };
    return lane.begun;
  }

  async #advance(lane: Lane<Look, Answer>, { asked, slices }: BegunJob<Answer>, trains: boolean): Promise<void> {
    const begun = performance.now();
    try {
      do {
        const { done, value } = await slices.next();
        if (!done) continue;
        this.#end(lane, asked);
        // It may have taken a while.
        const isAsked = trains || lane.kind.questions(this.#look!, false).some((one) => isSame(one, asked));
        const { outlives = false } = lane.kind;
        if (value !== null && isAsked) this.#tell({ id: asked.id, answer: value, outlives });
        return;
      } while (performance.now() < begun + sliceMilliseconds);
    } catch (error) {
      // It is not tried for ever.
      this.#end(lane, asked);
      throw error;
    }
  }

  #end(lane: Lane<Look, Answer>, { id, of }: Question): void {
    lane.begun = undefined;
    lane.ended = performance.now();
    this.#answered.set(id, of);
  }
}
