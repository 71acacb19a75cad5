/** A step is slow when it takes this many times what the processor needed for one. */
const factor = 2;
/** Slow steps must have gone on for so long, in milliseconds. */
const sustained = 2000;
/** A burst counts for no more than this, in milliseconds: a hiccup is one long burst. */
const mostOfBurst = 500;
/** Shorter bursts tell nothing, in milliseconds: reading the loss back takes most of them. */
const leastOfBurst = 12;

/** Notices when a graphics card trains clearly slower, for a while, than the processor was measured to. */
export class Slowdown {
  readonly #limit: number;
  #slowFor = 0;
  #needed = sustained;

  /** `rate` is what the processor reached, in steps per second. */
  constructor(rate: number) {
    this.#limit = (factor * 1000) / rate;
  }

  get isSlow(): boolean {
    return this.#slowFor >= this.#needed;
  }

  saw(steps: number, milliseconds: number): void {
    if (milliseconds < leastOfBurst) return;
    this.#slowFor = milliseconds / steps > this.#limit ? this.#slowFor + Math.min(milliseconds, mostOfBurst) : 0;
  }

  /** What was seen does not count, as when the page was in the background. */
  forget(): void {
    this.#slowFor = 0;
  }

  /** The processor turned out no faster today: the next doubt takes longer. */
  excuse(): void {
    this.#slowFor = 0;
    this.#needed *= 4;
  }
}
