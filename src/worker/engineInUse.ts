import { isOnCard } from "../setup/backends.ts";
import type { Run } from "../training/run.ts";
import { Slowdown } from "../training/slowdown.ts";
import type { Trainer } from "../training/trainer.ts";
import type { Choice } from "./choose.ts";
import type { BackendReport } from "./protocol.ts";

/** Steps on a graphics card that take longer are told. */
const slowMilliseconds = 500;

/** The engine that a network trains on: what the page was told of it, and whether its card is lost or slow. */
export class EngineInUse {
  /** Watches a graphics card that the processor could stand in for. */
  slowdown: Slowdown | undefined;
  readonly #trainer: Trainer;
  #report: BackendReport | null = null;
  #toldSlow = false;

  constructor(trainer: Trainer) {
    this.#trainer = trainer;
  }

  /** What the page was told of it; null where there is none. */
  get report(): BackendReport | null {
    return this.#trainer.hasEngine ? this.#report : null;
  }

  get isLost(): boolean {
    return this.#trainer.hasEngine && this.#trainer.engine.lost();
  }

  /** Another engine takes over; it stands where it was started. */
  change({ engine, report, processorRate }: Choice): void {
    this.#trainer.use(engine);
    this.#toldSlow = false;
    this.slowdown = processorRate === undefined ? undefined : new Slowdown(processorRate);
    this.#report = report;
  }

  leave(): void {
    this.#trainer.use(undefined);
  }

  /** What a person should know, once, of a graphics card that makes them wait. */
  slowCard(run: Run | null): { device: string; milliseconds: number } | null {
    const { stepMilliseconds: milliseconds = 0, isSettled = false } = run ?? {};
    if (this.#toldSlow || !isSettled || milliseconds < slowMilliseconds) return null;
    const { backend, device } = this.#trainer.engine;
    if (!isOnCard(backend)) return null;
    this.#toldSlow = true;
    return { device, milliseconds };
  }
}
