import { describe, expect, it } from "vitest";
import { createBackdrop } from "./backdrop.ts";
import type { Behind } from "./behind.ts";
import type { ToDraw } from "./painter.ts";

/** A backdrop whose worker answers when it is told to, and what stands on its canvas. */
function backdrop() {
  const on: string[] = [];
  const asked: ToDraw[] = [];
  const worker = {
    isEnded: false,
    postMessage: (one: ToDraw) => void asked.push(one),
    terminate: () => {
      worker.isEnded = true;
    },
  } as unknown as Worker & { isEnded: boolean };
  const image = (name: string) => ({ name, width: 4, height: 2, close: () => {} }) as unknown as ImageBitmap;
  const canvas = {
    getContext: () => ({ transferFromImageBitmap: (shown: { name: string }) => void on.push(shown.name) }),
  } as unknown as HTMLCanvasElement;
  const { draw, stop } = createBackdrop(
    () => worker,
    (_, behind, strands) => image(`${behind ? nameOf(behind) : "none"}, ${strands}`),
  );
  return {
    on,
    asked,
    worker,
    stop,
    draw: (behind: Behind | null, isSoon: boolean) => draw(canvas, [4, 2], behind, "few", isSoon),
    answer: (name: string) => worker.onmessage!({ data: { image: image(name) } } as MessageEvent),
    fail: () => worker.onerror!({ preventDefault: () => {} } as ErrorEvent),
  };
}

const plan = {} as Behind["plan"];
const nameOf = ({ scale }: Pick<Behind, "scale">) => String(scale);
/** Told apart by its scale. */
const behind = (name: number, layers: Behind["layers"] = noLayers) => ({ scale: name, layers, plan }) as Behind;
const noLayers: Behind["layers"] = [];

describe("what lies behind the pictures", () => {
  it("is drawn by a worker, the last of what is asked for meanwhile next", () => {
    const { draw, answer, asked, on } = backdrop();
    for (const name of [1, 2, 3]) draw(behind(name), true);
    expect(asked.map(({ rest }) => nameOf(rest))).toEqual(["1"]);
    answer("first");
    expect(asked.map(({ rest }) => nameOf(rest))).toEqual(["1", "3"]);
    answer("third");
    expect(on).toEqual(["first", "third"]);
  });

  it("sends weights and places once, and again when they are others", () => {
    const { draw, answer, asked } = backdrop();
    for (const layers of [noLayers, noLayers, [], noLayers]) {
      draw(behind(1, layers), true);
      answer("drawn");
    }
    expect(asked.map(({ held }) => held !== null)).toEqual([true, false, true, true]);
  });

  it("stands at once where it must, and no older picture comes after it", () => {
    const { draw, answer, on } = backdrop();
    draw(behind(1), true);
    draw(behind(2), false);
    answer("too late");
    expect(on).toEqual(["2, few"]);
    draw(null, true);
    expect(on).toEqual(["2, few", "none, few"]);
  });

  it("is drawn by the page from the moment on that the worker fails", () => {
    const { draw, fail, asked, on, worker } = backdrop();
    draw(behind(1), true);
    draw(behind(2), true);
    fail();
    expect(worker.isEnded).toBe(true);
    draw(behind(3), true);
    expect(on).toEqual(["2, few", "3, few"]);
    expect(asked).toHaveLength(1);
  });

  it("is drawn by a new worker where it was stopped and goes on", () => {
    const { draw, stop, answer, asked, on } = backdrop();
    draw(behind(1), true);
    stop();
    draw(behind(2), true);
    expect(asked.map(({ held }) => held !== null)).toEqual([true, true]);
    answer("second");
    expect(on).toEqual(["second"]);
  });
});
