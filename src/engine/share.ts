/** Holds something that is done again and again to a share of all time, however long it takes on this machine. */
export class Share {
  readonly #share: number;
  readonly #least: number;
  readonly #most: number;
  #due = 0;

  /** `share` in 0..1; at `least` and at `most` so many milliseconds lie between two beginnings. */
  constructor(share: number, least = 0, most = 1000) {
    this.#share = share;
    this.#least = least;
    this.#most = most;
  }

  isDue(now = performance.now()): boolean {
    return now >= this.#due;
  }

  /** It was done from `begun` until `now`. */
  spent(begun: number, now = performance.now()): void {
    this.#due = Math.max(now, begun + Math.min(this.#most, Math.max(this.#least, (now - begun) / this.#share)));
  }
}
