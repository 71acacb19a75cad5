import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { JobKind, SlicedKind } from "./job.ts";
import { Jobs } from "./jobs.ts";

interface TestLook {
  readonly version: number;
  readonly times: number;
  readonly others: readonly string[];
}

interface TestAnswer {
  readonly id: string;
  readonly version: number;
  readonly of: string;
}

/** A kind of job whose slices take so many milliseconds each. */
interface JobShape {
  readonly when: SlicedKind<TestLook, TestAnswer>["when"];
  readonly share: number;
  readonly slices: number;
  readonly milliseconds: number;
}

const shape = fc.record({
  when: fc.constantFrom("while-training" as const, "at-rest" as const, "rested" as const),
  share: fc.constantFrom(0.05, 0.15, 0.3),
  slices: fc.integer({ min: 0, max: 30 }),
  milliseconds: fc.integer({ min: 0, max: 40 }),
});

/** Jobs of such kinds, the first the most urgent; the last is asked for each of the others, the one before it is of no version. */
function stage(shapes: readonly JobShape[]) {
  const told: TestAnswer[] = [];
  /** What was worked at, in order, and when. */
  const worked: { readonly id: string; readonly from: number; readonly to: number }[] = [];
  const last = shapes.length - 1;
  const ids = (look: TestLook, kind: number) =>
    kind === last ? look.others.map((one) => `${kind} ${one}`) : [`${kind}`];
  const questions = (look: TestLook, kind: number, trains: boolean) =>
    ids(look, kind).map((id) => ({
      id,
      of: kind === last - 1 ? "" : `${look.version}${kind === 0 && trains ? " roughly" : ""}`,
    }));
  const work = (id: string, milliseconds: number) => {
    const from = performance.now();
    vi.advanceTimersByTime(milliseconds);
    worked.push({ id, from, to: performance.now() });
  };
  const kinds: JobKind<TestLook, TestAnswer>[] = shapes.map(({ when, share, slices, milliseconds }, kind) => ({
    priority: -kind,
    when,
    share,
    questions: (look, trains) => questions(look, kind, trains),
    async *work({ version }, { id, of }) {
      for (let slice = 0; slice < slices; slice++) {
        work(id, milliseconds);
        yield;
      }
      return { id, version, of };
    },
  }));
  kinds.push({
    priority: 1,
    when: "at-once",
    questions: ({ times }) => (times > 0 ? [{ id: "now", of: String(times) }] : []),
    answer({ version }, { id, of }) {
      work(id, 3);
      return { id, version, of };
    },
  });
  let woken = 0;
  const jobs = new Jobs<TestLook, TestAnswer>(
    kinds,
    ({ answer }) => told.push(answer),
    () => woken++,
  );
  /** All that is asked at rest, the most urgent first. */
  const asked = (look: TestLook) => [
    ...(look.times > 0 ? [{ id: "now", of: String(look.times) }] : []),
    ...shapes.flatMap((_, kind) => questions(look, kind, false)),
  ];
  const open = (look: TestLook) =>
    asked(look).filter(({ id, of }) => told.findLast((answer) => answer.id === id)?.of !== of);
  return {
    jobs,
    told,
    worked,
    open,
    woken: () => woken,
    whenOf: (id: string) => shapes[Number.parseInt(id, 10)]?.when,
  };
}

const shapes = fc.array(shape, { minLength: 3, maxLength: 5 });

/** What may happen: other weights, a move of the handle, other methods, time that passes, a turn with or without training. */
const happening = fc.oneof(
  fc
    .constantFrom("weights", "handle", "others", "training", "rest", "rest", "rest")
    .map((kind) => ({ kind, milliseconds: 0 })),
  fc.integer({ min: 1, max: 200 }).map((milliseconds) => ({ kind: "time", milliseconds })),
);

/** One job in one slice, which takes what is to be done before its answer, "of" the version looked at. */
function single(before: (version: number) => Promise<void>) {
  const told: string[] = [];
  const kind: JobKind<{ version: number }, string> = {
    priority: 1,
    when: "at-rest",
    questions: ({ version }) => [{ id: "it", of: String(version) }],
    work: ({ version }) => ({
      next: async () => {
        await before(version);
        return { done: true, value: `of ${version}` };
      },
    }),
  };
  const jobs = new Jobs<{ version: number }, string>(
    [kind],
    ({ answer }) => told.push(answer),
    () => undefined,
  );
  return { jobs, told };
}

describe("jobs", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("are answered for the newest alone, once, the most urgent first, and come to an end", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.array(happening, { maxLength: 60 }), async (kinds, happenings) => {
        const { jobs, told, worked, open, woken, whenOf } = stage(kinds);
        let look: TestLook = { version: 1, times: 0, others: ["a"] };
        jobs.look(look);
        for (const { kind, milliseconds } of happenings) {
          if (kind === "weights") look = { ...look, version: look.version + 1 };
          if (kind === "handle") look = { ...look, times: look.times + 1 };
          if (kind === "others") look = { ...look, others: look.others.length > 1 ? ["b"] : [...look.others, "c"] };
          jobs.look(look);
          vi.advanceTimersByTime(milliseconds);
          const [before, tellsBefore] = [open(look), told.length];
          const workedBefore = worked.length;
          const isRested = performance.now() - (worked.findLast(({ id }) => id === "now")?.to ?? -1000) >= 150;
          if (kind === "training") await jobs.whileTraining();
          if (kind !== "rest") continue;
          const isBusy = await jobs.atRest();
          const done = worked[workedBefore]?.id ?? told[tellsBefore]?.id;
          expect(done).toBe(before.find(({ id }) => whenOf(id) !== "rested" || isRested)?.id);
          if (isBusy) expect(before.length).toBeGreaterThan(0);
          for (const { id, of } of told.slice(tellsBefore)) expect(before).toContainEqual({ id, of });
        }
        // Never of older weights than what was told before.
        for (const id of new Set(told.map((answer) => answer.id))) {
          const versions = told.filter((answer) => answer.id === id).map(({ version }) => version);
          expect(versions).toEqual([...versions].sort((a, b) => a - b));
          const answers = told.filter((answer) => answer.id === id).map(({ of }) => of);
          expect(answers.filter((of, i) => of === answers[i + 1])).toEqual([]);
        }
        // At rest all is answered in the end, and only what waits for rest is woken up for.
        for (let turn = 0; turn < 1000 && open(look).length > 0; turn++) {
          if (await jobs.atRest()) continue;
          const wakes = woken();
          vi.advanceTimersByTime(200);
          expect(woken()).toBeGreaterThan(wakes);
        }
        expect(open(look)).toEqual([]);
        expect(await jobs.atRest()).toBe(false);
      }),
    );
  });

  it("take no more than their share of the time from training", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.integer({ min: 1, max: 30 }), async (kinds, burst) => {
        const { jobs, worked, whenOf } = stage(kinds);
        const begun = performance.now();
        for (let version = 1; performance.now() < begun + 20_000; version++) {
          jobs.look({ version, times: 0, others: ["a"] });
          vi.advanceTimersByTime(burst);
          await jobs.whileTraining();
        }
        const time = performance.now() - begun;
        kinds.forEach(({ share, milliseconds }, kind) => {
          const slices = worked.filter(({ id }) => Number.parseInt(id, 10) === kind);
          const spent = slices.reduce((sum, { from, to }) => sum + to - from, 0);
          // The latest slice may not be paid back yet.
          if (whenOf(String(kind)) === "while-training")
            expect(spent).toBeLessThanOrEqual(share * time + 10 + milliseconds);
          else expect(spent).toBe(0);
        });
      }),
      { numRuns: 20 },
    );
  });

  it("that are under way let what is more urgent go first, and go on where they were", async () => {
    const { jobs, told, worked } = stage([
      { when: "at-rest", share: 1, slices: 8, milliseconds: 12 },
      { when: "at-rest", share: 1, slices: 0, milliseconds: 0 },
      { when: "at-rest", share: 1, slices: 0, milliseconds: 0 },
    ]);
    for (let times = 0; times < 4; times++) {
      jobs.look({ version: 1, times, others: [] });
      await jobs.atRest();
      await jobs.atRest();
    }
    while (await jobs.atRest());
    expect(worked.map(({ id }) => id).join(" ")).toBe("0 0 now 0 now 0 now 0 0 0 0");
    expect(told.map(({ id }) => id)).toEqual(["now", "now", "now", "0", "1"]);
  });

  it("begun while training are finished for what they were begun with, and begun anew at rest", async () => {
    const { jobs, told, worked } = stage([
      { when: "while-training", share: 1, slices: 3, milliseconds: 12 },
      { when: "at-rest", share: 1, slices: 0, milliseconds: 0 },
      { when: "at-rest", share: 1, slices: 0, milliseconds: 0 },
    ]);
    for (let version = 1; version <= 6; version++) {
      jobs.look({ version, times: 0, others: [] });
      await jobs.whileTraining();
    }
    expect(told).toEqual([{ id: "0", version: 1, of: "1 roughly" }]);
    const before = worked.length;
    while (await jobs.atRest());
    // Nothing more of what nobody asks for any more.
    expect(worked.length - before).toBe(3);
    expect(told.map(({ of }) => of)).toEqual(["1 roughly", "6", ""]);
  });

  it("that fail are not tried again until something else is asked, and all is answered again to whoever forgot", async () => {
    let tries = 0;
    const { jobs, told } = single(async (version) => {
      tries++;
      if (version === 1) throw new Error("It fails.");
    });
    jobs.look({ version: 1 });
    await expect(jobs.atRest()).rejects.toThrow("It fails.");
    expect(await jobs.atRest()).toBe(false);
    jobs.look({ version: 2 });
    expect([await jobs.atRest(), await jobs.atRest()]).toEqual([true, false]);
    jobs.forget();
    expect([await jobs.atRest(), await jobs.atRest()]).toEqual([true, false]);
    expect([told, tries]).toEqual([["of 2", "of 2"], 3]);
  });

  it("whose question has changed while they were waited for are not told", async () => {
    let goOn = () => {};
    const { jobs, told } = single(
      () =>
        new Promise<void>((resolve) => {
          goOn = resolve;
        }),
    );
    jobs.look({ version: 1 });
    const first = jobs.atRest();
    jobs.look({ version: 2 });
    goOn();
    await first;
    expect(told).toEqual([]);
    const second = jobs.atRest();
    goOn();
    await second;
    expect(told).toEqual(["of 2"]);
  });
});
