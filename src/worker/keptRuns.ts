import type { GivenData } from "../data/dataset.ts";
import type { Setup } from "../setup/setup.ts";
import type { History } from "./history.ts";
import type { EngineEvent, KeptRun, Reached, References } from "./protocol.ts";
import type { Training } from "./training.ts";

export type Score = Extract<EngineEvent, { type: "test" }>;

/** A network, its data, and all that was done with it; an engine is started anew. */
export interface Work {
  readonly training: Training;
  /** The data as it was given, for a changed network or seed. */
  readonly given: GivenData | undefined;
  readonly history: History;
  readonly setup: Setup;
  readonly reached: readonly Reached[];
  readonly references: References;
  /** Committed cut on top of the locked mask, 0..1. */
  readonly committed: number;
  /** What was last told of the test set. */
  readonly test: Score | null;
}

/** Networks kept at most, and their bytes: data, weights and moments. Older ones go first. */
const mostRuns = 20;
const mostBytes = 256 * 2 ** 20;

/** Networks that others took the place of, to come back bit for bit; the oldest are dropped to bound memory, never the latest. */
export class KeptRuns {
  #works: readonly Work[] = [];
  /** Runs of all networks, that on the page among them, in the order that undo and redo go through. */
  #line: readonly number[] = [];

  /** A new network comes right after the one whose place it takes, before those that were gone back from. */
  open(run: number, after: number | undefined): void {
    const place = after === undefined ? 0 : this.#line.indexOf(after) + 1;
    this.#line = this.#line.toSpliced(place, 0, run);
  }

  add(work: Work): void {
    this.#works = [...this.#works, work];
    while (this.#works.length > 1 && (this.#works.length > mostRuns || this.#bytes() > mostBytes)) this.#drop();
  }

  /** The network of a run, which is kept no longer; undefined where it was dropped. */
  take(run: number): Work | undefined {
    const found = this.#works.find(({ training }) => training.id === run);
    this.#works = this.#works.filter((work) => work !== found);
    return found;
  }

  /** Data that was given with one of them. */
  given(id: string): GivenData | undefined {
    return this.#works.findLast(({ given }) => given?.dataset.id === id)?.given;
  }

  /** In the order of undo and redo, seen from the network that stands. */
  list(now: number): readonly KeptRun[] {
    const place = (run: number) => this.#line.indexOf(run);
    return this.#works
      .map(({ training, history, setup }) => ({
        run: training.id,
        isBefore: place(training.id) < place(now),
        setup,
        data: training.prepared.summary.label,
        step: training.step,
        accuracy: history.current.accuracy,
      }))
      .sort((one, other) => place(one.run) - place(other.run));
  }

  /** First those in which nothing was done: a link makes the same again. */
  #drop(): void {
    const older = this.#works.slice(0, -1);
    const least = older.find((work) => !isWorthKeeping(work)) ?? older[0];
    this.#works = this.#works.filter((work) => work !== least);
  }

  #bytes(): number {
    const shared = new Set(this.#works.map(({ given }) => given));
    let bytes = 0;
    for (const given of shared) bytes += given?.dataset.inputs.byteLength ?? 0;
    for (const { training, history } of this.#works) {
      const { data, test, summary } = training.prepared;
      bytes += history.bytes + data.inputs.byteLength + test.inputs.byteLength + summary.shown.byteLength;
    }
    return bytes;
  }
}

const isWorthKeeping = ({ given, history, test }: Work) =>
  given !== undefined || test !== null || history.state().entries.some(({ kind }) => kind !== "start");
