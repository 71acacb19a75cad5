import { expect, it } from "vitest";
import { denseLayers } from "../network/network.ts";
import { stepsOf, type TrainStep } from "../recipe/steps/train.ts";
import { opened, small } from "./talk.test.support.ts";

it.each(["train", "finetune"] as const)(
  "a run that diverges is recorded as what it was, to go on as it: %s",
  async (kind) => {
    const talk = await opened({
      ...small,
      optimizer: "sgd",
      learningRate: 10,
      l2: 1,
      trainEpochs: 40,
      fineTuneEpochs: 40,
    });
    await talk.train(kind);
    const name = { train: "Train", finetune: "Fine-tune" }[kind];
    expect(talk.last("history")!.history.entries.at(-1)).toMatchObject({ kind });
    expect(talk.labels.at(-1)).toBe(`${name}, diverged`);
    await talk.until(() => talk.last("problem") !== undefined);
    expect(talk.last("problem")!.problem).toMatchObject({ kind: "diverged", run: kind });
  },
  20_000,
);

it("a run under a mask that ran away has reached nothing", async () => {
  const talk = await opened({ ...small, hidden: denseLayers([8, 8]), optimizer: "momentum", fineTuneEpochs: 60 });
  await talk.act({ type: "prune", sparsity: 0.25 });
  await talk.act({ type: "configure", change: { learningRate: 0.3 } }, { type: "train", kind: "finetune" });
  expect(talk.labels.at(-1)).toBe("Fine-tune, diverged");
  expect(talk.current.reached).toBe(null);
  expect(talk.current.reference.sparsity).toBeCloseTo(0.25, 1);
  expect(stepsOf(talk.current.step as TrainStep)).toBeGreaterThan(0);
}, 20_000);

it("a run that is ended before its first step leaves the page with the weights that figures are of", async () => {
  const talk = await opened({ ...small, backend: "wasm" });
  await talk.act({ type: "train", kind: "train" }, { type: "pause" });
  talk.send({ type: "preview", handle: { sparsity: 0.5 } });
  await talk.until(() => talk.result("preview")?.handle.sparsity === 0.5);
  expect(talk.result("preview")!.key).toEqual(talk.last("snapshot")!.snapshot.key);
});

it("training on from a state that was gone back to leads where it led before, bit for bit", async () => {
  const talk = await opened({ ...small, backend: "wasm", optimizer: "momentum" });
  await talk.act({ type: "train", kind: "train" });
  const { id } = talk.current;
  await talk.act({ type: "train", kind: "train" });
  const first = await talk.weights();
  await talk.act({ type: "goTo", node: id }, { type: "train", kind: "train" });
  expect(talk.current.parent).toBe(id);
  expect(await talk.weights()).toEqual(first);
});
