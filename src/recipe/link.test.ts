import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anySetup } from "../setup/anySetup.test.support.ts";
import { backendNames } from "../setup/backends.ts";
import { readLink, writeLink } from "../setup/link.ts";
import { defaultSetup, type Setup } from "../setup/setup.ts";
import { sentenceOf } from "../text/faults/catalogue.ts";
import { told, toldWhere } from "../text/faults/told.test.support.ts";
import { describeStep } from "../text/steps.ts";
import { isAsPlanned, planOf, readEngines, writeEngines } from "./engines.ts";
import { fitsLink, readRecipeLink, writeRecipeLink } from "./link.ts";
import { lastEngine, readSteps, writeSteps } from "./notation.ts";
import { essential, recipeOf } from "./recipe.ts";
import { cutSettingsOf } from "./state.ts";
import type { Around, Ran } from "./step.ts";
import { kindOfStep, type Step, stepKinds } from "./steps/registry.ts";
import { asked, plannedSteps, type TrainStep, withMore } from "./steps/train.ts";

const moons: Setup = { ...defaultSetup, data: "moons" };
const around: Around = { setup: moons, perEpoch: (batchSize) => Math.ceil(500 / batchSize) };
const end = { fingerprint: "0123abcd", engine: "wasm", accuracy: 93.2 };

/** Settings that a link may have, which suit each other. */
const suiting = anySetup().map((setup) => readLink(writeLink(setup)).setup);

/** Engines in turn that did so many steps. */
const ranOf = (count: number): fc.Arbitrary<readonly Ran[]> =>
  fc
    .tuple(
      fc.constantFrom(...backendNames),
      fc.array(fc.tuple(fc.nat(count), fc.constantFrom(...backendNames)), { maxLength: 3 }),
    )
    .map(([first, changes]) => {
      const all = [[0, first] as const, ...changes.toSorted(([a], [b]) => a - b)];
      const pieces = all.map(([from, engine], i) => ({ engine, steps: (all[i + 1]?.[0] ?? count) - from }));
      return pieces.filter(({ steps }) => steps > 0).reduce<readonly Ran[]>(withMore, []);
    });

const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .record({
      isDone: fc.boolean(),
      kind: fc.constantFrom("train", "finetune"),
      setup: suiting,
      steps: fc.option(fc.integer({ min: 1, max: 9_999_999 })),
      diverged: fc.boolean(),
    })
    .map(({ isDone, kind, setup, steps, diverged }) => ({
      isDone,
      asked: {
        ...asked(kind, setup),
        ...(steps === null ? {} : { epochs: kind === "train" ? moons.trainEpochs : moons.fineTuneEpochs }),
        steps,
        ...(diverged ? { diverged: true as const } : {}),
      },
    }))
    .chain(({ isDone, asked }) =>
      isDone ? ranOf(plannedSteps(asked, around.perEpoch)).map((ran) => ({ ...asked, ran })) : fc.constant(asked),
    ),
  fc
    .record({ setup: suiting, sparsity: fc.integer({ min: 0, max: 1e7 }).map((grains) => grains / 1e5) })
    .map(({ setup, sparsity }) => ({ kind: "prune" as const, sparsity, settings: cutSettingsOf(setup) })),
  fc.record({ kind: fc.constant("rewind" as const), keepsMask: fc.boolean() }),
  fc
    .record({
      action: fc.constantFrom("prune", "restore", "release"),
      weights: fc.uniqueArray(fc.nat(300), { minLength: 1, maxLength: 20 }),
    })
    .map(({ action, weights }) => ({
      kind: "edit" as const,
      action,
      weights: new Map([["dense1", weights.toSorted((a, b) => a - b)]]),
    })),
);

/** Shares of layers mean nothing where layers are not cut by hand; what ran is what is to run. */
function asWritten(one: Step): Step {
  if (one.kind === "prune" && one.settings.scope !== "hand")
    return { ...one, settings: { ...one.settings, layerSparsity: [] } };
  if (!("ran" in one)) return one;
  const { engines: _, ...rest } = one;
  return { ...rest, ran: [] };
}

describe("steps as links write them", () => {
  it("are read as what was done, whatever that is", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        expect(readSteps(writeSteps(steps, around), around).map(asWritten)).toEqual(steps.map(asWritten));
      }),
      { numRuns: process.env.LONG === "1" ? 2000 : 200 },
    );
  });

  it("name the engines that did them, in turn, where that was not one that the link names anyway", () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 8 }),
        fc.constantFrom("auto" as const, ...backendNames),
        (steps, backend) => {
          const setup = { ...moons, backend, sparsity: 0 };
          const last = lastEngine(steps);
          const link = writeRecipeLink(setup, { setup, steps }, around, { ...end, engine: last ?? "" });
          const read = readRecipeLink(link, null, true);
          expect(read.corrections).toEqual([]);
          // A cut alone is a setting.
          fc.pre(read.steps.length > 0);
          const engines = read.steps.map((one) => ("engines" in one ? one.engines : undefined));
          const ran = steps.map((one) => ("ran" in one ? one.ran : []));
          const isTold = engines.some((plan) => plan !== undefined);
          expect(isTold).toBe(link.includes("engine="));
          for (const [i, pieces] of ran.entries())
            if (isTold && pieces.length > 0) expect(engines[i]).toEqual(planOf(pieces));
            else if (!isTold)
              for (const { engine } of pieces) {
                expect(engine).toBe(last);
                expect(backend === "auto" || backend === engine).toBe(true);
              }
        },
      ),
      { numRuns: process.env.LONG === "1" ? 2000 : 200 },
    );
  });

  it("name their engines to be read aloud", () => {
    const on = (one: TrainStep, ...ran: readonly Ran[]) => ({ ...one, ran });
    const [train, tune] = [asked("train", moons), asked("finetune", moons)];
    const wasm = { engine: "wasm", steps: 1600 } as const;
    const webgl = { engine: "webgl", steps: 1240 } as const;
    const written = (...steps: Step[]) => writeSteps(steps, around);
    expect(written(on(train, wasm), on(tune, wasm))).toBe("train:100,tune:40");
    expect(written(on(train, webgl, wasm), on(tune, wasm))).toBe("train:100(engine=webgl*1240,wasm),tune:40");
    expect(written(on(train, webgl), on(tune, wasm))).toBe("train:100(engine=webgl),tune:40");
    // The link would have it trained by what was chosen since.
    const chosen = { ...around, setup: { ...moons, backend: "webgl" as const } };
    expect(writeSteps([on(train, wasm)], chosen)).toBe("train:100(engine=wasm)");
    expect(written({ ...on(train, wasm), hyper: { ...train.hyper, learningRate: 0.3 } }, on(tune, webgl))).toBe(
      "train:100(rate=0.3;engine=wasm),tune:40",
    );
  });

  it("that name an engine make it clear that all others are done by the one that the link ends with", () => {
    const engines = (link: string) =>
      readRecipeLink(link).steps.map((one) => ("engines" in one ? writeEngines(one.engines!) : null));
    const done = "v=2&data=moons&do=train:100(engine=webgl*1240,wasm),prune:60,tune:40";
    expect(engines(`${done}&end=0123abcd.wasm.93.2`)).toEqual(["webgl*1240,wasm", null, "wasm"]);
    expect(engines(done)).toEqual(["webgl*1240,wasm", null, null]);
    // Older links name none: they are done by what the settings say.
    expect(engines("v=2&data=moons&do=train:100,tune:40&end=0123abcd.webgl.93.2")).toEqual([null, null]);
  });

  it("know what was done as it was planned, as far as it came", () => {
    const plan = readEngines("webgl*10,wasm");
    const ran = (...pieces: [Ran["engine"], number][]) =>
      isAsPlanned(
        pieces.map(([engine, steps]) => ({ engine, steps })),
        plan,
      );
    expect([ran(), ran(["webgl", 7]), ran(["webgl", 10], ["wasm", 90])]).toEqual([true, true, true]);
    expect([ran(["wasm", 7]), ran(["webgl", 11]), ran(["webgl", 9], ["wasm", 1])]).toEqual([false, false, false]);
  });

  it.each([
    ["train:100,prune:60,tune:40", ["Train 100 epochs", "Prune 60 %", "Fine-tune 40 epochs"]],
    ["train:350s!,rewind:mask", ["Train 350 steps, diverged", "Rewind, mask kept"]],
    ["train:1(optimizer=sgd;rate=0.3)", ["Train 1 epoch"]],
    ["prune:50(scope=hand;layers=10,90,20),edit:prune/dense1/0-3.7", ["Prune 50 %", "Prune 5 weights by hand"]],
  ])("%s reads aloud", (text, sentences) => {
    const steps = readSteps(text, around);
    expect(steps.map(describeStep)).toEqual(sentences);
    expect(writeSteps(steps, around)).toBe(text);
  });

  it.each([
    ["fly:100", /step 1, “fly:100”, is not possible: it takes load, train/],
    ["train:100,prune:160", /step 2, “prune:160”, is not possible: 0 to 100 % can be pruned/],
    ["train:0", /1 to 2000 epochs can be run/],
    ["train:5(rate=-1)", /rate “-1” is not possible: it takes a number from 0.00001 to 10/],
    ["train:5(optimizer=sgd;rate=10;l2=1)", /makes all weights larger/],
    ["train:5(speed=9)", /“speed” is no setting/],
    ["prune:5(criterion=apoz)", /step 1/],
    ["train:5(engine=gpu)", /engine “gpu” is not possible: it takes wasm, webgl, tfjs, cpu/],
    ["train:5(engine=auto)", /engine “auto” is not possible/],
    ["train:5(engine=)", /engine “” is not possible/],
    ["train:5(engine=webgl*9)", /each engine but the last has its optimizer steps behind it, as in webgl\*350,wasm/],
    ["train:5(engine=webgl,wasm)", /each engine but the last/],
    ["train:5(engine=webgl*0,wasm)", /each engine but the last/],
    ["train:5(engine=webgl*1.5,wasm)", /each engine but the last/],
    ["prune:5(engine=wasm)", /it trains nothing, and takes no engine/],
    ["rewind:half", /mask \(the mask is kept\) or all is meant/],
    ["edit:burn/dense1/3", /prune, restore or release/],
    ["edit:prune/dense1/7-3", /“7-3” names no weights/],
    ["train:5,,prune:3", /does not read as steps/],
    ["train:5(", /does not read as steps|is not possible/],
    [Array(501).fill("prune:1").join(","), /501 steps are more than 500/],
  ])("%s is refused, and why is told", (text, reason) => {
    expect(toldWhere(() => readSteps(text, around))).toMatch(reason);
  });

  it("of any text are read or refused in a sentence", () => {
    const part = fc.oneof(
      fc.constantFrom(...stepKinds.map(({ word }) => word), ":", "(", ")", ",", "=", "60"),
      fc.string(),
    );
    fc.assert(
      fc.property(
        fc.array(part).map((parts) => parts.join("")),
        (text) => {
          try {
            expect(readSteps(text, around).length).toBeLessThanOrEqual(500);
          } catch (error) {
            expect(told(error)).toMatch(/do(es)? not read|is not possible|are more than/);
          }
        },
      ),
      { numRuns: process.env.LONG === "1" ? 5000 : 300 },
    );
  });
});

describe("a recipe", () => {
  const names = (steps: readonly Step[]) => steps.map((one) => kindOfStep(one).argument(one, around)).join();
  const cut = (sparsity: number): Step => ({ kind: "prune", sparsity, settings: cutSettingsOf(moons) });
  const edit: Step = { kind: "edit", action: "prune", weights: new Map([["dense1", [1]]]) };
  const train = asked("train", moons);

  it("keeps the last of cuts without training between them, and the edits by hand", () => {
    expect(names(essential([train, cut(10), cut(20), edit, cut(30), train, cut(40), cut(50)]))).toBe(
      "100,prune/dense1/1,30,100,50",
    );
    const back: Step = { kind: "uncut", rest: 0.3, settings: cutSettingsOf(moons) };
    expect(names(essential([train, cut(10), train, cut(50), back]))).toBe("100,10,100");
  });

  it("says of weights that come with the page that it begins with them", () => {
    const { setup, steps } = recipeOf(moons, [{ kind: "load" }, cut(10)]);
    expect([setup.start, names(steps)]).toEqual(["trained", "10"]);
    expect(recipeOf(moons, [cut(10)]).setup.start).toBe("untrained");
  });

  it("comes back from its link, with what it led to; a cut alone is a setting", () => {
    const steps = [train, cut(60), asked("finetune", moons)];
    const link = writeRecipeLink({ ...moons, sparsity: 60 }, { setup: moons, steps }, around, end);
    expect(link).toBe("v=2&data=moons&seed=7&do=train:100,prune:60,tune:40&end=0123abcd.wasm.93.2");
    expect(readRecipeLink(link)).toEqual({
      setup: moons,
      corrections: [],
      steps,
      end,
      done: "train:100,prune:60,tune:40",
    });
    expect(writeRecipeLink({ ...moons, sparsity: 60 }, { setup: moons, steps: [cut(60)] }, around, end)).toBe(
      "v=1&data=moons&sparsity=60&seed=7",
    );
  });

  it("of another network or other data than the link can have is not done, and that is told", () => {
    const steps = "do=train:100&end=0123abcd.wasm.93.2";
    for (const [link, why] of [
      [`v=2&data=file&${steps}`, /do: data is not as it was. Nothing of it was done./],
      [`v=2&data=moons&hidden=0&${steps}`, /do: hidden is not as it was/],
      [`v=2&data=moons&seed=-1&${steps}`, /do: seed is not as it was/],
      ["v=2&data=moons&do=fly:1", /do: step 1, “fly:1”, is not possible/],
    ] as const) {
      const read = readRecipeLink(link);
      expect([read.steps, read.corrections.map(sentenceOf).join(" ")]).toEqual([[], expect.stringMatching(why)]);
    }
    expect(readRecipeLink("v=2&data=moons&do=train:3&end=here").corrections.map(sentenceOf)).toEqual([
      "end “here” is no fingerprint and was ignored.",
    ]);
  });

  it("that is too long for a link is read as text that is pasted, and refused as a link", () => {
    const steps = Array.from({ length: 400 }, (_, i) => (i % 2 ? train : cut(i / 4)));
    const link = writeRecipeLink(moons, { setup: moons, steps }, around, end);
    expect(fitsLink(link)).toBe(false);
    expect(readRecipeLink(link, null, true).steps).toEqual(steps);
    const { steps: read, corrections } = readRecipeLink(link);
    expect([read, corrections.map(sentenceOf).join()]).toEqual([[], expect.stringMatching(/longer than 2000/)]);
  });
});
