import type { Speed } from "./protocol.ts";
import type { Shown } from "./shown.ts";

/** How fast the runs of a network went that were timed. */
export class Speeds {
  readonly #shown: Shown;
  /** The latest last. */
  readonly #all: Speed[] = [];

  constructor(shown: Shown) {
    this.#shown = shown;
  }

  add(speed: Speed): void {
    this.#all.push(speed);
    this.#tell([speed]);
  }

  /** To a page that has forgotten them. */
  tellAll(): void {
    this.#tell(this.#all);
  }

  #tell(speeds: readonly Speed[]): void {
    for (const speed of speeds) this.#shown.tell({ type: "speed", speed });
  }
}
