import fc from "fast-check";
import { expect, it } from "vitest";
import { denseLayers } from "../network/network.ts";
import { changesEngine, deed, repeats, repeatsAll, tiny } from "./replay.test.support.ts";
import { opened } from "./talk.test.support.ts";

// Runs in a browser: the same as `replay.test.ts` with the fused passes of WebGL.

const isLong = import.meta.env.LONG === "1";
const onCard = { ...tiny, backend: "webgl", hidden: denseLayers([4]), batchSize: 100, trainEpochs: 1 } as const;

it("leads to the same bits on WebGL, from every state of a tree", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: isLong ? 12 : 5 }), async (deeds) => {
      expect(await repeatsAll(onCard, deeds)).toBeGreaterThan(1);
    }),
    { numRuns: isLong ? 10 : 1, endOnFailure: true, ...(isLong ? {} : { seed: 3 }) },
  );
}, 900_000);

it("leads to the same bits where WebGL was left for WebAssembly, in the middle of a step and from step to step", async () => {
  const talk = await opened({ ...onCard, trainEpochs: 20 });
  await changesEngine(talk, "wasm");
  await talk.act({ type: "prune", sparsity: 0.5 }, { type: "train", kind: "finetune" });
  expect(await repeats(talk, talk.current)).toMatch(/^train:20\(engine=webgl\*\d+,wasm\),prune:50,tune:1$/);
  await talk.act({ type: "configure", change: { backend: "webgl" } }, { type: "train", kind: "finetune" });
  expect(await repeats(talk, talk.current)).toMatch(/,tune:1\(engine=wasm\),tune:1$/);
}, 120_000);
