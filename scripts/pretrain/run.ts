import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createWasmEngine } from "../../src/engine/wasm/wasmEngine.ts";
import { fullMask } from "../../src/network/mask.ts";
import { fresh } from "../../src/recipe/state.ts";
import { pretrainedSetups } from "../../src/setup/pretrained.ts";
import { settingsOf } from "../../src/setup/setup.ts";
import { Trainer } from "../../src/training/trainer.ts";
import { batchesFor, prepare } from "../../src/worker/opened.ts";
import { nameOf, packed } from "../../src/worker/pretrained/weights.ts";

const folder = join(import.meta.dirname, "../../src/worker/pretrained");

for (const setup of pretrainedSetups) {
  const prepared = await prepare(setup, undefined, () => undefined);
  const initial = prepared.initial();
  const batches = batchesFor(prepared, setup.batchSize);
  const engine = await createWasmEngine();
  engine.setHyperparameters(settingsOf(setup, "hyper"));
  await engine.load(prepared.spec, prepared.data, fresh(initial, fullMask(initial), 0));
  await new Trainer(batches, 0, engine).to(setup.trainEpochs * batches.perEpoch);
  const layers = await engine.layers();
  engine.dispose();
  const bytes = packed(layers);
  const name = nameOf(setup);
  writeFileSync(join(folder, `${name}.f16`), new Uint8Array(bytes));
  const { accuracy } = prepared.observer.validate(layers, fullMask(layers));
  console.log(
    `${name}: ${(100 * accuracy).toFixed(1)} % right on the validation set, ${(bytes.byteLength / 1000).toFixed(0)} KB`,
  );
}
