import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeCaptions, placeMarks, thinMarks } from "./place.ts";

describe("marks along the timeline", () => {
  const ascending = fc
    .array(fc.integer({ min: 0, max: 500 }), { maxLength: 12 })
    .map((gaps) => gaps.map((_, i) => gaps.slice(0, i + 1).reduce((total, gap) => total + (gap < 250 ? 0 : gap), 0)));

  it("stand apart, in order and inside, wherever their steps are, and steps go with them", () => {
    fc.assert(
      fc.property(ascending, fc.integer({ min: 0, max: 4000 }), (steps, more) => {
        const end = Math.max(1, (steps.at(-1) ?? 0) + more);
        const { marks, at } = placeMarks(steps, end, [30, 400], 26);
        marks.forEach((place, i) => {
          if (i > 0) expect(place - marks[i - 1]).toBeGreaterThanOrEqual(26 - 1e-9);
          expect(place).toBeGreaterThanOrEqual(30 - 1e-9);
          expect(place).toBeLessThanOrEqual(400 + 1e-9);
          const [first, last] = at(steps[i]);
          expect(first <= place && place <= last).toBe(true);
        });
        let before = 30 - 1e-9;
        for (let step = 0; step <= end; step += Math.max(1, end / 97)) {
          const [first, last] = at(step);
          expect(first).toBeGreaterThanOrEqual(before - 1e-9);
          expect(last).toBeLessThanOrEqual(400 + 1e-9);
          before = last;
        }
      }),
    );
  });

  it("lie evenly by their steps where there is room", () => {
    expect(placeMarks([0, 100, 400], 400, [0, 400], 26).marks).toEqual([0, 100, 400]);
  });

  it("are no more than there is room for: cuts that another followed go first, the current one stays", () => {
    const mark = (kind: string, step: number, current = false) => ({ kind, step, current });
    const marks = [mark("start", 0), mark("train", 10), mark("prune", 10), mark("prune", 10, true), mark("prune", 10)];
    expect(thinMarks(marks, 9)).toEqual(marks);
    expect(thinMarks(marks, 4)).toEqual(marks.filter((_, i) => i !== 2));
    expect(thinMarks(marks, 2)).toEqual([marks[3], marks[4]]);
  });
});

describe("captions of the timeline", () => {
  const mark = (kind: string, caption: string, place: number) => ({ kind, caption, place });
  const letter = 7;

  it("stand over their own mark: of two cuts too near to name both, the later is named", () => {
    const marks = [mark("train", "train", 310), mark("prune", "50.0 %", 336), mark("prune", "60.0 %", 362)];
    const captions = placeCaptions(marks, letter, [30, 380]);
    const [cut] = captions;
    expect(cut.cut).toBe("60.0 %");
    expect(Math.abs(cut.at + (6 * letter) / 2 - 362)).toBeLessThan(13);
    expect(captions.map((caption) => caption.cut + caption.text)).not.toContain("50.0 %");
  });

  it("name a cut and its fine-tuning together, or the cut alone at the end of the room", () => {
    const tuned = (place: number) => [mark("prune", "60.0 %", place), mark("finetune", "fine-tune", place + 26)];
    expect(placeCaptions(tuned(100), letter, [30, 380])).toEqual([{ at: 86, cut: "60.0 %", text: " fine-tune" }]);
    expect(placeCaptions(tuned(330), letter, [30, 380])).toEqual([{ at: 309, cut: "60.0 %", text: "" }]);
  });
});
