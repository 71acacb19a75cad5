/** Silence beyond what was announced: told after so long, and the worker is given up after so long, in milliseconds. */
const saidAfter = 5000;
const lostAfter = 15_000;
/** Time between two looks counts for no more than this: the computer may have slept, or the page have been busy itself. */
const mostBetween = 1500;

/** Tells how a worker is that should answer at every look. */
export class Watch {
  #silent = 0;
  #announced = 0;
  #looked: number;

  constructor(now = performance.now()) {
    this.#looked = now;
  }

  /** It answered; with `news` it has also done what it had announced. */
  heard(news: boolean): void {
    this.#silent = 0;
    if (news) this.#announced = 0;
  }

  /** It is about to do something that takes so many milliseconds, and will not answer meanwhile. */
  announced(milliseconds: number): void {
    this.#silent = 0;
    this.#announced = milliseconds;
  }

  look(now = performance.now()): "answers" | "silent" | "lost" {
    this.#silent += Math.min(mostBetween, now - this.#looked);
    this.#looked = now;
    const beyond = this.#silent - this.#announced;
    if (beyond >= lostAfter) return "lost";
    return beyond >= saidAfter ? "silent" : "answers";
  }
}
