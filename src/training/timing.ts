/** Steps per second as timed: the median, and the quartiles below and above it. */
export interface Timed {
  readonly stepsPerSecond: number;
  readonly low: number;
  readonly high: number;
  /** Steps that were timed. */
  readonly steps: number;
}

/** Bursts are put together to pieces of so many milliseconds at least: browsers' clocks may tell whole milliseconds only. */
const pieceMilliseconds = 20;
/** Fewer pieces tell no speed. */
const fewestPieces = 8;

/** Times the steps of a run, and tells their speed where enough of them were timed. */
export class Timing {
  readonly #rates: number[] = [];
  #steps = 0;
  #piece = { steps: 0, milliseconds: 0 };

  saw(steps: number, milliseconds: number): void {
    const piece = { steps: this.#piece.steps + steps, milliseconds: this.#piece.milliseconds + milliseconds };
    const isWhole = piece.milliseconds >= pieceMilliseconds;
    this.#piece = isWhole ? { steps: 0, milliseconds: 0 } : piece;
    if (!isWhole) return;
    this.#rates.push((1000 * piece.steps) / piece.milliseconds);
    this.#steps += piece.steps;
  }

  /** Median and quartiles of the pieces, in steps per second; null where they are too few. */
  get timed(): Timed | null {
    if (this.#rates.length < fewestPieces) return null;
    const sorted = this.#rates.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
    return { stepsPerSecond: at(0.5), low: at(0.25), high: at(0.75), steps: this.#steps };
  }
}
