import type { End } from "../recipe/link.ts";
import type { Step } from "../recipe/steps/registry.ts";
import { plannedSteps } from "../recipe/steps/train.ts";
import type { PlannedSteps } from "../recipe/unfinished.ts";
import type { Interpreter } from "./interpreter.ts";
import { isTrainStep } from "./nodes.ts";
import type { Runs } from "./runs.ts";

/** Repeats a recipe: its steps are done one after the other, until somebody does something else. */
export class Replaying {
  readonly #steps: Interpreter;
  readonly #runs: Runs;
  #plan: readonly Step[] = [];
  /** Steps of the recipe that is repeated, and what it is to lead to. */
  #planned = 0;
  #end: End | null = null;
  #isHurried = false;
  /** The step that is done now, as the recipe has it. */
  #now: Step | null = null;

  constructor(steps: Interpreter, runs: Runs) {
    this.#steps = steps;
    this.#runs = runs;
  }

  begin(steps: readonly Step[], end: End | null): void {
    this.#take({ left: steps, total: steps.length, end });
    if (steps.length > 0) this.#tell();
  }

  /** Goes on with what is left of a recipe; when the step is done that goes on now, where one does. */
  goOn(planned: PlannedSteps, now?: Step): void {
    this.#take(planned);
    this.#tell(now);
  }

  #take({ left, total, end = null }: PlannedSteps): void {
    this.#plan = left;
    this.#planned = total;
    this.#end = end;
    this.#isHurried = false;
  }

  get now(): Step | null {
    return this.#now;
  }

  /** What comes after the step that is done now; null where no recipe is repeated. */
  left(): PlannedSteps | null {
    return this.isRepeating ? { left: this.#plan, total: this.#planned, end: this.#end } : null;
  }

  get isRepeating(): boolean {
    return this.#planned > 0;
  }

  /** To the end of the recipe without a pause. */
  hurry(): void {
    this.#isHurried = true;
    this.#steps.training.run?.hurry();
  }

  /** What is left of the recipe, and of the step that goes on, is not done. */
  end(): void {
    this.#leave(null);
  }

  #leave(end: End | null): void {
    if (this.#planned === 0) return;
    const left = this.#plan.length;
    this.#plan = [];
    this.#planned = 0;
    this.#steps.training.tell({ type: "replay", replay: null, left, end });
    this.#steps.tellRecorded();
  }

  /** The next step of the recipe; false where there is none. */
  async advance(): Promise<boolean> {
    if (this.#planned === 0) return false;
    const [step, ...rest] = this.#plan;
    if (!step) {
      this.#leave(this.#end);
      return true;
    }
    this.#plan = rest;
    this.#now = step;
    this.#tell(step);
    if (isTrainStep(step)) this.#train(step);
    else await this.#steps.take(step, true);
    return true;
  }

  #train(step: Extract<Step, { kind: "train" | "finetune" }>): void {
    const { training, setup } = this.#steps;
    training.configure({ ...setup, ...step.hyper });
    const until = training.step + plannedSteps(step, training.perEpochOf);
    this.#runs.begin({ ...step, ran: [] }, until, { repeats: true, isHurried: this.#isHurried });
  }

  #tell(step: Step | undefined = this.#plan[0]): void {
    const done = this.#planned - this.#plan.length - (this.#plan[0] === step ? 0 : 1);
    const replay = { what: step ?? null, done, total: this.#planned };
    this.#steps.training.tell({ type: "replay", replay, left: this.#plan.length, end: null });
  }
}
