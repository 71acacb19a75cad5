import fc from "fast-check";
import { expect, it } from "vitest";
import { runSoFar } from "./runSoFar.ts";
import { useStore } from "./store.ts";

/** A run of `epochs` that has made `step` optimizer steps of 25 a pass, after 100 of earlier runs. */
const runAt = (step: number, epochs: number, reachedPerSecond: number) =>
  runSoFar({
    ...useStore.getState(),
    running: "train",
    run: 1,
    nodes: new Map([[7, { id: 7, run: 1, parent: null, trained: 100 } as never]]),
    place: { current: 7 } as never,
    history: { entries: [{ clock: 130 } as never], current: 0, canUndo: false, canRedo: false, elsewhere: null },
    progress: {
      step: 100 + step,
      epoch: (100 + step) / 25,
      ends: { step: 100 + 25 * epochs, epoch: 4 + epochs },
      stepsPerSecond: 0,
      reachedPerSecond,
      tensors: 0,
    },
  });

it("a run says how many of its epochs are done, where it ends, and how long the rest takes at its pace", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), fc.integer({ min: 1, max: 5000 }), (epochs, at, pace) => {
      const step = at % (25 * epochs + 1);
      const run = runAt(step, epochs, pace)!;
      expect(run.done).toBeCloseTo(step / 25, 9);
      expect(run.epochs).toBe(epochs);
      expect(run.secondsLeft).toBeCloseTo((25 * epochs - step) / pace, 6);
      expect([run.from, run.until]).toEqual([130, 130 + 25 * epochs]);
    }),
  );
  expect(runAt(10, 4, 0)!.secondsLeft).toBe(null);
});
