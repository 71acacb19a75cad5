import { describe, expect, it } from "vitest";
import { Watch } from "./watch.ts";

/** Looks every second from one moment to another, in seconds; the states in order, each once. */
function looks(watch: Watch, from: number, to: number): string[] {
  const states: string[] = [];
  for (let now = from + 1; now <= to; now++) {
    const state = watch.look(1000 * now);
    if (states.at(-1) !== state) states.push(`${state}`);
  }
  return states;
}

describe("a worker that is watched", () => {
  it("is told after 5 s of silence and lost after 15", () => {
    const watch = new Watch(0);
    expect(looks(watch, 0, 4)).toEqual(["answers"]);
    expect(looks(watch, 4, 14)).toEqual(["silent"]);
    expect(looks(watch, 14, 16)).toEqual(["lost"]);
    watch.heard(false);
    expect(looks(watch, 16, 20)).toEqual(["answers"]);
  });

  it("may take as long as it announced, and then 5 and 15 s more", () => {
    const watch = new Watch(0);
    watch.announced(20_000);
    expect(looks(watch, 0, 24)).toEqual(["answers"]);
    expect(looks(watch, 24, 34)).toEqual(["silent"]);
    expect(looks(watch, 34, 36)).toEqual(["lost"]);
    watch.announced(20_000);
    watch.heard(true);
    expect(looks(watch, 36, 42)).toEqual(["answers", "silent"]);
  });

  it("is not blamed while the computer sleeps or the page itself is busy", () => {
    const watch = new Watch(0);
    for (const now of [10, 3600, 3610]) expect(watch.look(1000 * now)).toBe("answers");
  });
});
