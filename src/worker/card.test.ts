import { afterEach, expect, it, vi } from "vitest";
import { batchesFrom, fresh } from "../engine/agreement.ts";
import { initialise } from "../network/initialise.ts";
import type { NetworkSpec } from "../network/network.ts";
import { sentenceOf } from "../text/faults/catalogue.ts";
import { job, spec } from "./choose.test.support.ts";
import { chooseEngine } from "./choose.ts";

// Runs in a browser: what the fused passes cannot do is trained by tfjs on the same card.

/** What WebGL was chosen to train with, after it trained a little; it does what WebAssembly does. */
async function trained(asked = job) {
  const losses: number[] = [];
  const choices = [await chooseEngine("webgl", asked), await chooseEngine("wasm", asked)];
  for (const { engine } of choices) {
    losses.push(await engine.train(batchesFrom(0, 20)));
    engine.dispose();
  }
  expect(Math.abs(losses[0] / losses[1] - 1)).toBeLessThan(1e-5);
  const { reason, ...report } = choices[0].report;
  return { ...report, reason: reason && sentenceOf(reason) };
}

const instead = {
  name: "tfjs",
  fallback: true,
  reason: expect.stringContaining("its own passes do not run here, so TensorFlow.js on WebGL trains"),
};

afterEach(() => {
  vi.restoreAllMocks();
});

/** A card that gives another answer to one question. */
function answer(question: number, value: number) {
  const ask = Reflect.get(WebGL2RenderingContext.prototype, "getParameter") as (name: number) => unknown;
  vi.spyOn(WebGL2RenderingContext.prototype, "getParameter").mockImplementation(function (
    this: WebGL2RenderingContext,
    name: number,
  ) {
    return name === question ? value : ask.call(this, name);
  });
}

// First, for once a context is open it is asked no more.
it("leaves a card that draws to four textures at once to tfjs", async () => {
  answer(WebGL2RenderingContext.MAX_DRAW_BUFFERS, 4);
  expect(await trained()).toMatchObject(instead);
});

it("leaves a network whose textures are too large for the card to tfjs", async () => {
  answer(WebGL2RenderingContext.MAX_TEXTURE_SIZE, 3);
  expect(await trained()).toMatchObject(instead);
});

it("leaves a network with batch norm to tfjs", async () => {
  const normalised: NetworkSpec = { ...spec, hidden: [{ kind: "dense", units: 6, batchNorm: true }] };
  const checkpoint = fresh(initialise(normalised, 3));
  expect(await trained({ ...job, spec: normalised, checkpoint })).toMatchObject(instead);
});

it("trains everything else with its own passes", async () => {
  expect(await trained()).toMatchObject({ name: "webgl", fallback: false });
});
