import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTelling } from "./telling.ts";

/** A telling whose frames come when they are told to. */
function byHand() {
  let frames: (() => void)[] = [];
  let others: (() => void)[] = [];
  const telling = createTelling(
    (call) => {
      frames.push(call);
      return () => {
        frames = frames.filter((one) => one !== call);
      };
    },
    (call) => {
      others.push(call);
      return () => {
        others = others.filter((one) => one !== call);
      };
    },
  );
  const rest = () => {
    const due = others;
    others = [];
    for (const call of due) call();
  };
  const frame = () => {
    const due = frames;
    frames = [];
    for (const call of due) call();
  };
  let told = 0;
  telling.subscribe(() => told++);
  return { ...telling, frame, rest, times: () => told, frames: () => frames.length };
}

describe("who draws", () => {
  it("is told at once of what changes outside of a frame, and of all that waited with it", () => {
    const one = byHand();
    one.within(one.changed);
    expect(one.times()).toBe(0);
    one.changed();
    expect([one.times(), one.frames()]).toEqual([1, 0]);
    one.frame();
    expect(one.times()).toBe(1);
  });

  it("is told once a frame, however much changed, and never of nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5)), (frames) => {
        const one = byHand();
        for (const changes of frames) {
          one.within(() => {
            for (let i = 0; i < changes; i++) one.within(one.changed);
          });
          one.frame();
        }
        expect(one.times()).toBe(frames.filter((changes) => changes > 0).length);
      }),
    );
  });

  it("waits two frames more for what is on its way, and no longer; what comes is told as soon as it is there", () => {
    const one = byHand();
    one.within(one.changed);
    one.hold();
    one.frame();
    one.frame();
    expect(one.times()).toBe(0);
    one.within(one.changed);
    one.tell();
    expect(one.times()).toBe(1);
    one.within(one.changed);
    one.hold();
    one.frame();
    one.frame();
    one.frame();
    expect([one.times(), one.frames()]).toEqual([2, 0]);
    one.tell();
    one.hold();
    expect(one.times()).toBe(2);
  });

  it("is not kept waiting by what goes on changing", () => {
    const one = byHand();
    for (let frame = 0; frame < 9; frame++) {
      one.within(one.changed);
      one.hold();
      one.frame();
    }
    expect(one.times()).toBe(3);
  });

  it("is told of what has time with what is told next, or after a while", () => {
    const one = byHand();
    one.within(one.changed, true);
    one.frame();
    expect([one.times(), one.frames()]).toEqual([0, 0]);
    one.within(one.changed);
    one.frame();
    one.rest();
    expect(one.times()).toBe(1);
    one.within(() => one.within(one.changed), true);
    one.rest();
    expect(one.times()).toBe(2);
  });

  it("is told at once where there are no frames, and no more after it left", () => {
    const { subscribe, within, changed } = createTelling();
    let told = 0;
    const leave = subscribe(() => told++);
    within(changed);
    expect(told).toBe(1);
    leave();
    within(changed);
    expect(told).toBe(1);
  });
});
