import type { Checkpoint } from "../network/checkpoint.ts";
import type { ManualEdits } from "../pruning/manualEdits.ts";
import type { Setup } from "../setup/setup.ts";
import type { TimelinePoint } from "../training/timeline.ts";
import type { EntryKind, HistoryState, Reached, References } from "./protocol.ts";

/** One state one can come back to, bit for bit. Arrays are shared between entries and never written to. */
export interface Entry {
  readonly kind: EntryKind;
  readonly label: string;
  readonly checkpoint: Checkpoint;
  /** Committed cut on top of the checkpoint's locked mask, 0..1. */
  readonly sparsity: number;
  /** What was decided about single weights. */
  readonly hand: ManualEdits;
  readonly setup: Setup;
  /** Training steps since the page opened. */
  readonly clock: number;
  readonly accuracy: number;
  readonly timeline: readonly TimelinePoint[];
  /** Sparsity and accuracy reached by fine-tuning so far. */
  readonly reached: readonly Reached[];
  /** What this state is compared with. */
  readonly references: References;
}

/** States kept at most, in bytes of weights and moments; older ones are dropped and the page says so. */
const memoryLimit = 256 * 2 ** 20;

function bytesOf(checkpoint: Checkpoint): number {
  let bytes = 0;
  for (const layer of checkpoint.layers) bytes += layer.weights.byteLength + layer.bias.byteLength;
  for (const moment of checkpoint.moments) bytes += moment.byteLength;
  return bytes;
}

/** A line of states with a current one; a new state drops what had been undone. */
export class History {
  #entries: Entry[];
  #current = 0;
  #dropped = 0;

  constructor(first: Entry) {
    this.#entries = [first];
  }

  get current(): Entry {
    return this.#entries[this.#current];
  }

  get start(): Entry {
    return this.#entries[0];
  }

  /** What a weight was worth when it was kept last; undefined where no state knows. */
  lastValue(layer: number, index: number): number | undefined {
    for (let e = this.#current; e >= 0; e--) {
      const { layers, mask } = this.#entries[e].checkpoint;
      const { name, weights } = layers[layer];
      if (mask.get(name)![index] === 1) return weights[index];
    }
    return undefined;
  }

  push(entry: Entry): void {
    this.#entries = [...this.#entries.slice(0, this.#current + 1), entry];
    this.#current = this.#entries.length - 1;
    while (this.#entries.length > 2 && this.bytes > memoryLimit) {
      this.#entries.splice(0, 1);
      this.#current--;
      this.#dropped++;
    }
  }

  /** The current state is to be cut otherwise from here on; what it is stays. */
  recut({ sparsity, setup }: Pick<Entry, "sparsity" | "setup">): void {
    this.#entries = this.#entries.with(this.#current, { ...this.current, sparsity, setup });
  }

  /** Moves to the entry at `index`; false when there is none. */
  goTo(index: number): boolean {
    if (index < 0 || index >= this.#entries.length || index === this.#current) return false;
    this.#current = index;
    return true;
  }

  undo(): boolean {
    return this.goTo(this.#current - 1);
  }

  redo(): boolean {
    return this.goTo(this.#current + 1);
  }

  state(): HistoryState {
    return {
      entries: this.#entries.map(({ kind, label, clock, sparsity, accuracy, setup }) => ({
        kind,
        label,
        clock,
        sparsity,
        granularity: setup.granularity,
        accuracy,
      })),
      current: this.#current,
      dropped: this.#dropped,
    };
  }

  /** Of weights and moments. */
  get bytes(): number {
    const seen = new Set<Checkpoint>();
    let bytes = 0;
    for (const { checkpoint } of this.#entries) {
      if (seen.has(checkpoint)) continue;
      seen.add(checkpoint);
      bytes += bytesOf(checkpoint);
    }
    return bytes;
  }
}
