import { pause } from "../training/pause.ts";

/** Does one thing after the other, and lets messages arrive in between. */
export class Turns {
  readonly #next: () => Promise<boolean>;
  readonly #failed: (error: unknown) => Promise<void>;
  #working = false;
  #isWoken = false;

  /** `next` does the most urgent thing, and says false when nothing is left to do; what it throws goes to `failed`. */
  constructor(next: () => Promise<boolean>, failed: (error: unknown) => Promise<void>) {
    this.#next = next;
    this.#failed = failed;
  }

  /** There is something to do. */
  wake = (): void => {
    this.#isWoken = true;
    if (!this.#working) void this.#work();
  };

  async #work(): Promise<void> {
    this.#working = true;
    while (true) {
      this.#isWoken = false;
      try {
        // What comes in while it finds nothing to do is done all the same.
        if (!(await this.#next()) && !this.#isWoken) break;
      } catch (error) {
        // Whatever happens, the next command is heard; thrown apart, it reaches the page as an error.
        await this.#failed(error).catch((another: unknown) =>
          setTimeout(() => {
            throw another;
          }),
        );
      }
      await pause();
    }
    this.#working = false;
  }
}
