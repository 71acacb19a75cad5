/** Holds something that is done again and again to a share of all time, however long it takes on this machine. */
export class Share {
  readonly #share: number;
  readonly #least: number;
  #due = 0;

  /** `share` in 0..1; at least so many milliseconds lie between two beginnings. */
  constructor(share: number, least = 0) {
    this.#share = share;
    this.#least = least;
  }

  isDue(now = performance.now()): boolean {
    return now >= this.#due;
  }

  /** It was done from `begun` until `now`. */
  spent(begun: number, now = performance.now()): void {
    this.#due = Math.max(now, begun + Math.max(this.#least, (now - begun) / this.#share));
  }
}
