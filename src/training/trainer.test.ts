import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BackendName, backendNames } from "../setup/backends.ts";
import { toldOf } from "../text/faults/told.test.support.ts";
import { createBatches } from "./batches.ts";
import type { Engine } from "./engine.ts";
import { Trainer } from "./trainer.ts";

const batches = () =>
  createBatches(
    Uint32Array.from({ length: 23 }, (_, i) => i),
    5,
    1,
  );

/** An engine that keeps what it is given. */
function recording(backend: BackendName, given: Uint32Array[]): Engine {
  const train = async (some: readonly Uint32Array[]) => {
    given.push(...some);
    return some.length;
  };
  return { backend, train, dispose: () => given.push(Uint32Array.of()) } as unknown as Engine;
}

const dealt = (from: number, until: number) => Array.from({ length: until - from }, (_, i) => batches().at(from + i));

describe("a trainer", () => {
  it("deals the batches of its steps in their order, however they are sliced", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(40),
        fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 6 }),
        async (from, slices) => {
          const given: Uint32Array[] = [];
          const trainer = new Trainer(batches(), from, recording("wasm", given));
          for (const steps of slices) expect(await trainer.slice(steps)).toMatchObject({ steps, loss: steps });
          const told: number[] = [];
          await trainer.to(from + 150, ({ steps }) => void told.push(steps));
          expect(given).toEqual(dealt(from, from + 150));
          expect(trainer.step).toBe(from + 150);
          expect([...slices, ...told].reduce((a, b) => a + b, 0)).toBe(150);
          expect(trainer.ran).toEqual([{ engine: "wasm", steps: 150 }]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("counts what ran by engine, without the steps that it went back behind", async () => {
    const steps = fc.tuple(fc.constantFrom(...backendNames), fc.integer({ min: 1, max: 9 }), fc.nat(9));
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 8 }), async (all) => {
        const trainer = new Trainer(batches(), 7);
        trainer.count();
        let expected: BackendName[] = [];
        for (const [engine, count, back] of all) {
          trainer.use(recording(engine, []));
          await trainer.slice(count);
          expected.push(...Array.from({ length: count }, () => engine));
          expected = expected.slice(0, Math.max(0, expected.length - back));
          trainer.goBack(7 + expected.length);
        }
        expect(trainer.ran.flatMap(({ engine, steps }) => Array.from({ length: steps }, () => engine))).toEqual(
          expected,
        );
        expect(trainer.step).toBe(7 + expected.length);
      }),
    );
  });

  it("ends where what is due after a slice throws, and ends engines that others take the place of", async () => {
    const given: Uint32Array[] = [];
    const trainer = new Trainer(batches(), 0, recording("wasm", given));
    const stop = trainer.to(100, () => {
      if (trainer.step >= 5) throw new Error("enough");
    });
    await expect(stop).rejects.toThrow("enough");
    expect(given).toEqual(dealt(0, trainer.step));
    trainer.use(undefined);
    expect(given.at(-1)).toEqual(Uint32Array.of());
    expect(await toldOf(trainer.slice(1))).toContain("choose another backend");
  });
});
