import { hasKernel } from "../../network/layers/registry.ts";
import type { Setup } from "../../setup/setup.ts";
import { changeSetup } from "../../store/actions/settings.ts";
import { useStore } from "../../store/store.ts";
import { Blank } from "../Blank.tsx";
import { SheetRow } from "../Sheet.tsx";
import { numbers } from "./Step.tsx";

/** How the optimizer goes about it, and for how long. */
export function TrainingOptions({ setup }: { setup: Setup }) {
  const backend = useStore((s) => s.backend);
  const row = (
    label: string,
    field: "learningRate" | "batchSize" | "l1" | "l2" | "scaleL1" | "trainEpochs",
    values: readonly number[],
  ) => (
    <SheetRow name={label}>
      <Blank
        label={label}
        value={String(setup[field])}
        options={numbers(values, setup[field])}
        onChange={(value) => changeSetup({ [field]: Number(value) })}
      />
    </SheetRow>
  );
  return (
    <>
      {row("Learning rate", "learningRate", [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1])}
      {row("Batch size", "batchSize", [1, 10, 16, 32, 64, 128, 256])}
      {setup.batchSize === 1 && setup.hidden.some((layer) => layer.kind === "dense" && layer.batchNorm) ? (
        <p role="alert">Batch norm of a dense layer answers the same to every batch of 1: take larger batches.</p>
      ) : null}
      {row("L1", "l1", [0, 0.00001, 0.0001, 0.001, 0.01])}
      {row("L2", "l2", [0, 0.00001, 0.0001, 0.001, 0.01])}
      {setup.hidden.some((layer) => hasKernel(layer) && layer.batchNorm)
        ? row("L1 on scales", "scaleL1", [0, 0.00001, 0.0001, 0.001, 0.01])
        : null}
      {row("Epochs a run", "trainEpochs", [1, 2, 4, 8, 16, 50, 100, 200, 400, 1000])}
      <p>{backend?.reason}</p>
      <p>Changes act from the next step on and keep the weights. Rewind goes back to the same initial ones.</p>
    </>
  );
}
