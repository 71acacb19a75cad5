import * as v from "valibot";
import type { Hyperparameters } from "../../network/optimizer.ts";
import { backendNames } from "../../setup/backends.ts";
import { settingsSchema, writeSettings } from "../../setup/keptSettings.ts";
import { LinkFault } from "../../setup/said.ts";
import { fieldsOf, limits, type Setup, settingsOf, whyUnstable } from "../../setup/setup.ts";
import type { EnginePlan } from "../engines.ts";
import { fresh, locked } from "../state.ts";
import type { Ran, StepKind } from "../step.ts";

/** Training, or fine-tuning, which is the same under a mask. It locks the mask of the cut that it begins with. */
export interface TrainStep<Kind extends string = "train" | "finetune"> {
  readonly kind: Kind;
  readonly hyper: Hyperparameters;
  /** Epochs that it was begun for. */
  readonly epochs: number;
  /** Optimizer steps, where it was ended sooner; null where it was not. */
  readonly steps: number | null;
  /** What really ran. */
  readonly ran: readonly Ran[];
  /** By which engines it is to be done, where a recipe says that; of a step that was done, where they were not to be had. */
  readonly engines?: EnginePlan;
  /** Whether it ran away, and went on from its last sound weights with a fresh optimizer. */
  readonly diverged?: true;
}

export const stepsOf = ({ ran }: Pick<TrainStep, "ran">): number => ran.reduce((sum, { steps }) => sum + steps, 0);

/** What ran of the first `count` steps. */
export function firstOf(ran: readonly Ran[], count: number): readonly Ran[] {
  let left = count;
  return ran.flatMap(({ engine, steps }) => {
    const taken = Math.min(left, steps);
    left -= taken;
    return taken > 0 ? [{ engine, steps: taken }] : [];
  });
}

/** What ran, and some more steps. */
export function withMore(ran: readonly Ran[], { engine, steps }: Ran): readonly Ran[] {
  const last = ran.at(-1);
  if (last?.engine !== engine) return [...ran, { engine, steps }];
  return [...ran.slice(0, -1), { engine, steps: last.steps + steps }];
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

function trainKind<Kind extends "train" | "finetune">(
  kind: Kind,
  { word, epochs }: { word: string; epochs: "trainEpochs" | "fineTuneEpochs" },
): StepKind<TrainStep<Kind>> {
  return {
    kind,
    word,
    isCut: false,
    argument: ({ epochs, steps, diverged }) => (steps === null ? `${epochs}` : `${steps}s`) + (diverged ? "!" : ""),
    settings: ({ hyper }) => hyper,
    read(argument, { setup }) {
      const [, digits, s, mark] = /^(\d{1,7})(s?)(!?)$/.exec(argument) ?? [];
      const count = Number(digits);
      const [least, most] = limits[epochs];
      if (digits === undefined) throw new LinkFault({ id: "step-epochs" });
      if (!s && (count < least || count > most)) throw new LinkFault({ id: "epochs-range", least, most });
      const unstable = whyUnstable(setup);
      if (unstable) throw new LinkFault(unstable);
      return {
        kind,
        hyper: settingsOf(setup, "hyper"),
        epochs: s ? setup[epochs] : count,
        steps: s ? count : null,
        ran: [],
        ...(mark ? { diverged: true as const } : {}),
      };
    },
    toJson: (step) => ({ ...step, hyper: writeSettings(step.hyper) }),
    schema: v.object({
      kind: v.literal(kind),
      hyper: settingsSchema(fieldsOf("hyper")),
      epochs: count,
      steps: v.nullable(count),
      ran: v.array(v.object({ engine: v.picklist(backendNames), steps: count })),
      engines: v.exactOptional(
        v.pipe(
          v.array(v.object({ engine: v.picklist(backendNames), steps: v.nullable(count) })),
          v.check(
            (plan) => plan.length > 0 && plan.every(({ steps }, i) => (steps === null) === (i === plan.length - 1)),
          ),
        ),
      ),
      diverged: v.exactOptional(v.literal(true)),
    }),
    async perform(state, { hyper, ran, diverged }, bench) {
      const begun = locked(state, bench.maskOf(state));
      let { checkpoint } = begun;
      for (const piece of ran) checkpoint = await bench.train(checkpoint, hyper, piece);
      if (diverged) checkpoint = fresh(checkpoint.layers, checkpoint.mask, checkpoint.step);
      return { ...begun, checkpoint };
    },
  };
}

export const train = trainKind("train", { word: "train", epochs: "trainEpochs" });
export const finetune = trainKind("finetune", { word: "tune", epochs: "fineTuneEpochs" });

/** How many optimizer steps a step is to run. */
export const plannedSteps = (
  { epochs, steps, hyper }: Pick<TrainStep, "epochs" | "steps" | "hyper">,
  perEpoch: (batchSize: number) => number,
): number => steps ?? epochs * perEpoch(hyper.batchSize);

/** The step of a setup that is begun with. */
export const asked = (kind: TrainStep["kind"], setup: Setup): TrainStep => ({
  kind,
  hyper: settingsOf(setup, "hyper"),
  epochs: kind === "train" ? setup.trainEpochs : setup.fineTuneEpochs,
  steps: null,
  ran: [],
});
