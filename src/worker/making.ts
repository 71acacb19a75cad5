import type { GivenData } from "../data/dataset.ts";
import { cutSettingsOf, untouched } from "../recipe/state.ts";
import { onProcessor } from "../setup/backends.ts";
import type { Setup } from "../setup/setup.ts";
import type { chooseEngine } from "./choose.ts";
import { stepForecast } from "./forecast.ts";
import type { ReportProgress } from "./openData.ts";
import { prepare } from "./opened.ts";
import { WorkerFault } from "./protocol/said.ts";
import type { Rework } from "./rework.ts";
import type { SessionState } from "./sessionState.ts";
import { Training } from "./training.ts";
import { Work } from "./work.ts";
import type { WorkAround } from "./workAround.ts";

/** Makes networks, and puts one in place of another. */
export class Making {
  readonly #session: SessionState;
  readonly #choose: typeof chooseEngine;
  readonly #wake: () => void;
  readonly #around: WorkAround;

  /** `wake` is called when there is something to answer at rest. */
  constructor(session: SessionState, rework: Rework, choose: typeof chooseEngine, wake: () => void) {
    this.#session = session;
    this.#choose = choose;
    this.#wake = wake;
    this.#around = {
      tree: () => session.tree,
      states: () => session.states,
      heard: () => session.heard,
      isPaced: () => !session.surroundings.reducedMotion,
      useEngine: async ({ training, setup }, checkpoint, named) => {
        const { batchSize } = setup;
        const backend = named ?? setup.backend;
        const forecast = stepForecast(training.prepared.spec, batchSize, backend === "auto" ? onProcessor : backend);
        // Its first steps are timed.
        training.shown.announce("engine", 2 * forecast);
        training.points.reach(checkpoint);
        const { report, ...choice } = await this.#choose(backend, training.jobAt(checkpoint));
        const reason = { id: "engine-of-recipe", backend: report.name } as const;
        training.use({ ...choice, report: report.name === named ? { ...report, reason } : report });
      },
      bench: (training) => rework.bench(training),
      atHand: (node, training) => rework.atHand(node, training),
      isLost: (root) => session.isLost(root),
      stays: (id) => session.stays(id),
    };
  }

  /** A network on its data, with its initial weights, which nobody sees yet. It is to take the place of the one that stands. */
  async make(run: number, setup: Setup, data: GivenData | undefined): Promise<Work> {
    const endIfLate = () => {
      if (run !== this.#session.asked) throw new WorkerFault({ id: "asked-otherwise" });
    };
    const work = await this.makeAside(run, setup, data, (what, done, total, drawn) => {
      endIfLate();
      const preparing = { type: "preparing", what, done, total, ...(drawn ? { drawn } : {}) } as const;
      this.#session.emit({ ...preparing, key: { run, version: 0 } });
    });
    endIfLate();
    return work;
  }

  /** The same, whatever stands. What `progress` throws ends it. */
  async makeAside(run: number, setup: Setup, data: GivenData | undefined, progress: ReportProgress): Promise<Work> {
    const { emit } = this.#session;
    const given = data ?? this.#session.givenAs(setup.data);
    const prepared = await prepare(setup, given, progress);
    const state = untouched(prepared.initial(), cutSettingsOf(setup));
    const training = new Training(prepared, setup, state.checkpoint, run, emit, this.#wake);
    return new Work(training, this.#around, setup, state, given);
  }

  /** A network takes the place of the one that stands, which is kept. */
  put(work: Work): void {
    const before = this.#session.work;
    before?.training.inUse.leave();
    if (before) this.#session.networks.keep(before);
    this.#session.work = work;
    this.#session.arrived(work.training.id);
  }

  /** The network is seen before the engine has started, which may take a while. */
  async startEngine({ training, steps }: Work): Promise<void> {
    training.shown.viewer.answer();
    training.tell({ type: "preparing", what: "engine", done: 0, total: 1 });
    await this.#around.useEngine(steps, steps.state.checkpoint);
  }

  /** Tells a page that shows another network all about the one that stands. */
  tellAll(work: Work): void {
    const { training, steps } = work;
    training.tell({ ...this.openedOf(work), resumed: true });
    if (training.inUse.report) training.tell({ type: "backend", backend: training.inUse.report });
    training.shown.viewer.forget();
    training.shown.viewer.look({ sparsity: steps.state.cut });
    // What was chosen since the latest step holds.
    steps.present(steps.setup);
    training.speeds.tellAll();
    if (steps.test) this.#session.emit(steps.test);
  }

  /** What the page is told of a network that stands. */
  openedOf(work: Work) {
    const { spec, summary } = work.training.prepared;
    const timesTested = this.#session.timesTested(work);
    return { type: "opened", setup: work.steps.setup, spec, data: summary, timesTested } as const;
  }
}
