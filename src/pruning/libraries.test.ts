import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Layer } from "../network/network.ts";
import { appCut, appRanking, byMagnitude, differences, fate, tfmotCut, torchCut } from "./libraries.ts";
import { quantised } from "./quantise.ts";

const layerOf = (weights: Float32Array): Layer => ({
  name: "dense1",
  shape: [weights.length, 1],
  weights,
  bias: new Float32Array(1),
});
const whole = (weights: Float32Array) => new Uint8Array(weights.length).fill(1);
const cuts = (weights: Float32Array, sparsity: number) => ({
  app: appCut(appRanking(layerOf(weights), whole(weights)), sparsity),
  torch: torchCut(byMagnitude(weights), sparsity),
  tfmot: tfmotCut(byMagnitude(weights), sparsity),
});
const ascending = (n: number) => Float32Array.from({ length: n }, (_, i) => (i % 2 ? -1 : 1) * (i + 1));
const count = (fates: Uint8Array, which: number) => fates.filter((one) => one === which).length;

const sparsity = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
const distinct = fc
  .uniqueArray(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 60 })
  .map((values) => Float32Array.from(values, (value, i) => (i % 3 ? value : -value)));
/** Few values, so that many weights tie; zeros of both signs. */
const tying = fc
  .array(fc.constantFrom(0, -0, 0.5, -0.5, 1, -1, 2, 1e-44, -1e-44), { minLength: 1, maxLength: 60 })
  .map((values) => Float32Array.from(values));

describe("counts", () => {
  it("round halves to the even number: torch and the app what goes, TF-MOT what stays", () => {
    const asked = (n: number, s: number) => {
      const { app, torch, tfmot } = cuts(ascending(n), s);
      return [app.asked, torch.asked, tfmot.asked];
    };
    expect(asked(10, 0.25)).toEqual([2, 2, 2]);
    expect(asked(10, 0.75)).toEqual([8, 8, 8]);
    // An odd number of weights: 4.5 go, 4.5 stay, and both round to 4.
    expect(asked(9, 0.5)).toEqual([4, 4, 5]);
    expect(asked(256, 0.5)).toEqual([128, 128, 128]);
  });

  it("takes torch's product in float64, TF-MOT's in float32", () => {
    // 35.5 of 50 go: the half rounds up to 36. Of 14.5 that stay float32 makes 14.500001: 15 stay, not 14.
    const { torch, tfmot } = cuts(ascending(50), 0.71);
    expect([torch.unrounded, torch.asked]).toEqual([35.5, 36]);
    expect(tfmot.unrounded).toBeCloseTo(14.500001, 6);
    expect(tfmot.asked).toBe(35);
    // Here it is the other way round: 8.5 of 10 go, which rounds to 8; 1.4999998 stay.
    expect(cuts(ascending(10), 0.85).app.asked).toBe(8);
    expect(cuts(ascending(10), 0.85).tfmot.asked).toBe(9);
  });

  it("leaves at least one weight in TF-MOT, none elsewhere", () => {
    const { app, torch, tfmot } = cuts(ascending(32), 1);
    expect([app.pruned, torch.pruned, tfmot.pruned]).toEqual([32, 32, 31]);
    expect([app.threshold, torch.threshold, tfmot.threshold]).toEqual([null, null, 32]);
    expect(cuts(ascending(32), 0.99).tfmot.pruned).toBe(31);
  });
});

describe("ties", () => {
  const weights = new Float32Array([3, 1, -2, 2, 2, -2, 0.5, 4]);

  it("go by position here, are undecided in torch, all stay in TF-MOT", () => {
    const { app, torch, tfmot } = cuts(weights, 0.5);
    expect([...app.fates]).toEqual([1, 0, 0, 0, 1, 1, 0, 1]);
    expect([...torch.fates]).toEqual([1, 0, 2, 2, 2, 2, 0, 1]);
    expect([...tfmot.fates]).toEqual([1, 0, 1, 1, 1, 1, 0, 1]);
    expect([app.pruned, torch.pruned, tfmot.pruned]).toEqual([4, 4, 2]);
    expect([app.tied, torch.tied, tfmot.tied]).toEqual([4, 4, 4]);
    expect([app.threshold, torch.threshold, tfmot.threshold]).toEqual([2, 2, 2]);
    expect(differences(app, torch)).toEqual([0, 4]);
    expect(differences(app, tfmot)).toEqual([2, 2]);
  });

  it("are none where the cut parts two values", () => {
    const { app, torch, tfmot } = cuts(weights, 0.25);
    expect([app.tied, torch.tied, tfmot.tied]).toEqual([0, 0, 0]);
    expect(differences(app, torch)).toEqual([0, 0]);
    expect(differences(app, tfmot)).toEqual([0, 0]);
  });

  it("hold -0 and 0 for equal, a denormal for a number", () => {
    const { app, torch, tfmot } = cuts(new Float32Array([-0, 0, 1e-44, 1]), 0.25);
    expect([...app.fates]).toEqual([0, 1, 1, 1]);
    expect([...torch.fates]).toEqual([2, 2, 1, 1]);
    expect([...tfmot.fates]).toEqual([1, 1, 1, 1]);
  });

  it("let TF-MOT restore what an earlier round set to 0; the app does not", () => {
    const zeros = new Float32Array([0, 0, 0, 1]);
    const app = appCut(appRanking(layerOf(zeros), new Uint8Array([0, 0, 0, 1])), 0.5);
    expect([app.asked, app.pruned, app.tied]).toEqual([2, 3, 0]);
    const { torch, tfmot } = cuts(zeros, 0.5);
    expect(tfmot.pruned).toBe(0);
    expect(differences(app, tfmot)).toEqual([3, 3]);
    expect(differences(app, torch)).toEqual([1, 1]);
  });
});

describe("on any weights", () => {
  it("all agree where nothing ties and nothing is near a half", () => {
    fc.assert(
      fc.property(distinct, sparsity, (weights, s) => {
        const share = s * weights.length;
        fc.pre(Math.abs(share - Math.floor(share) - 0.5) > 1e-3 && weights.length - Math.round(share) >= 1);
        const { app, torch, tfmot } = cuts(weights, s);
        expect(torch).toEqual(app);
        expect({ ...tfmot, unrounded: share }).toEqual(app);
        expect([differences(app, torch), differences(app, tfmot)]).toEqual(Array(2).fill([0, 0]));
      }),
    );
  });

  it("the app's mask is one that torch may give", () => {
    fc.assert(
      fc.property(tying, sparsity, (weights, s) => {
        const { app, torch } = cuts(weights, s);
        expect(app.pruned).toBe(torch.pruned);
        expect(count(app.fates, fate.pruned)).toBe(app.pruned);
        torch.fates.forEach((one, i) => {
          if (one !== fate.undecided) expect(app.fates[i]).toBe(one);
        });
        const [least, most] = differences(app, torch);
        expect(least).toBe(0);
        expect(most).toBeLessThanOrEqual(torch.tied);
      }),
    );
  });

  it("TF-MOT keeps one at least, all that reach its threshold, and prunes less than asked only where weights tie", () => {
    fc.assert(
      fc.property(tying, sparsity, (weights, s) => {
        const { asked, pruned, threshold, tied, fates } = cuts(weights, s).tfmot;
        expect(count(fates, fate.kept)).toBeGreaterThanOrEqual(1);
        fates.forEach((one, i) => {
          expect(one === fate.kept).toBe(Math.abs(weights[i]) >= threshold!);
        });
        expect(count(fates, fate.pruned)).toBe(pruned);
        expect(pruned < asked).toBe(tied > 0);
      }),
    );
  });

  it("the bounds of the differences hold for every way torch may decide", () => {
    fc.assert(
      fc.property(tying, sparsity, fc.infiniteStream(fc.nat()), (weights, s, chance) => {
        const { tfmot, torch } = cuts(weights, s);
        const undecided = [...torch.fates.keys()].filter((i) => torch.fates[i] === fate.undecided);
        const shuffled = undecided.map((i) => [chance.next().value, i]).sort(([a], [b]) => a - b);
        const goes = torch.pruned - count(torch.fates, fate.pruned);
        const decided = torch.fates.slice();
        shuffled.forEach(([, i], place) => {
          decided[i] = place < goes ? fate.pruned : fate.kept;
        });
        // Against TF-MOT's mask in place of the app's: it may differ by any number.
        const [least, most] = differences(tfmot, torch);
        const different = decided.filter((one, i) => one !== tfmot.fates[i]).length;
        expect(different).toBeGreaterThanOrEqual(least);
        expect(different).toBeLessThanOrEqual(most);
      }),
    );
  });

  it("are sorted by |w|, equal ones by position", () => {
    const { order, magnitudes } = byMagnitude(new Float32Array([2, -1, 1, -0, 0]));
    expect([...order]).toEqual([3, 4, 1, 2, 0]);
    expect([...magnitudes]).toEqual([0, 0, 1, 1, 2]);
  });
});

describe("weights rounded to a few bits", () => {
  it("are whole multiples of one scale, the largest stays, signs too", () => {
    const weights = new Float32Array([0.7, -0.7, 0.14, -0.16, 0.04, 0]);
    const rounded = quantised(weights, 4);
    expect([...rounded].map((weight) => Math.round(weight * 10) + 0)).toEqual([7, -7, 1, -2, 0, 0]);
    expect(rounded[0]).toBe(weights[0]);
    expect(new Set(quantised(ascending(1000), 4).map(Math.abs)).size).toBe(8);
  });

  it("tie exactly, and all zeros stay zeros", () => {
    const rounded = quantised(new Float32Array([1, 0.51, -0.52, 0.49]), 4);
    expect(Math.abs(rounded[2])).toBe(rounded[1]);
    expect([...quantised(new Float32Array(3), 8)]).toEqual([0, 0, 0]);
  });
});
