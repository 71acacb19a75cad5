import { criteria } from "../../pruning/criteria/registry.ts";
import { prunedOfGroup } from "../../pruning/cut.ts";
import { whyNot } from "../../pruning/offer.ts";
import type { Granularity, Norm, RankedList, Scope } from "../../pruning/types.ts";
import { limits, type Protection, type Setup } from "../../setup/setup.ts";
import { changeSetup } from "../../store/actions.ts";
import { useCut } from "../../store/cut.ts";
import { useStore } from "../../store/store.ts";
import { Blank, type Option } from "../Blank.tsx";
import { percent } from "../format.ts";
import { Sheet, SheetRow } from "../Sheet.tsx";
import { Explained } from "./Explained.tsx";
import { Field, type Stage } from "./Step.tsx";

const prunedBefore = ({ alreadyPruned, order }: RankedList) => alreadyPruned / order.length;

const [least, most] = limits.groupSize;
const sizes = Array.from({ length: most - least + 1 }, (_, i) => least + i);

/** What to prune by, what goes, and where. The slider is the chart below. */
export function PruneStep({ setup, state, head, trained }: Stage & { setup: Setup; trained: boolean }) {
  const cut = useCut();
  const committed = useStore((s) => s.history.entries[s.history.current]?.sparsity ?? 0);
  const sparsity = useStore((s) => s.sparsity);
  const wholeUnits = setup.hidden.some(({ kind }) => kind === "conv") ? "filters and neurons" : "whole neurons";
  const { granularity, groupSize } = setup;
  const stays = groupSize - prunedOfGroup(sparsity, groupSize);
  const pattern = granularity === "unit" ? " of the units" : granularity === "group" ? `: ${stays}:${groupSize}` : "";
  const applied = Math.abs(committed - sparsity) < 1e-9;
  const earlier = cut ? Math.max(...cut.snapshot.ranking.lists.map(prunedBefore)) : 0;
  const note = !cut ? null : !trained && sparsity === 0 ? (
    "Best on a trained network; try it on a fresh one too"
  ) : sparsity === 0 && earlier === 0 ? (
    <>
      Drag the <span className="cutc">●</span> below, or use the arrow keys
    </>
  ) : sparsity < earlier ? (
    <>
      <b>
        {percent(earlier)}
        {"\u202f"}%
      </b>{" "}
      went in earlier rounds; Undo brings them back
    </>
  ) : (
    <>
      Cut at{" "}
      <b>
        {percent(sparsity)}
        {"\u202f"}%
      </b>
      {pattern}
      {applied ? "" : ", not yet applied"}
    </>
  );
  const granularities: readonly Option[] = [
    { value: "weight", label: "single weights", reason: whyNot({ ...setup, granularity: "weight" }) },
    { value: "group", label: "N:M groups", reason: whyNot({ ...setup, granularity: "group" }) },
    {
      value: "unit",
      label: wholeUnits,
      disabled: setup.hidden.length === 0,
      reason: whyNot({ ...setup, granularity: "unit" }),
    },
  ];
  const scopes: readonly Option[] = [
    { value: "global", label: "global" },
    { value: "layerwise", label: "layerwise", reason: whyNot({ ...setup, scope: "layerwise" }) },
    { value: "erk", label: "ERK", reason: whyNot({ ...setup, scope: "erk" }) },
  ];
  const labelIn = (options: readonly Option[], chosen: string) => options.find(({ value }) => value === chosen)!.label;
  return (
    <li className={`step ${state}`} data-step="prune" aria-current={state.startsWith("here") ? "step" : undefined}>
      {head("Prune")}
      <div className="ctl">
        <Field label="Criterion">
          <Blank
            label="Criterion"
            value={setup.criterion}
            options={criteria.map(({ id, label }) => ({
              value: id,
              label,
              reason: whyNot({ ...setup, criterion: id }),
            }))}
            onChange={(criterion) => changeSetup({ criterion })}
          />
        </Field>
        <Field label="Granularity">
          <Blank
            label="Granularity"
            value={setup.granularity}
            options={granularities}
            onChange={(value) => changeSetup({ granularity: value as Granularity })}
          />
        </Field>
        <Field label="Scope">
          <Blank
            label="Scope"
            value={setup.scope}
            options={scopes}
            onChange={(value) => changeSetup({ scope: value as Scope })}
          />
        </Field>
        <div className="folds">
          <Sheet label="options" name="Pruning options" title="Pruning">
            <SheetRow name="Protected layers">
              <Blank
                label="Protected layers"
                value={setup.protect}
                options={[
                  { value: "none", label: "none" },
                  { value: "output", label: "output" },
                  { value: "first", label: "first" },
                  { value: "both", label: "first and output" },
                ]}
                onChange={(value) => changeSetup({ protect: value as Protection })}
              />
            </SheetRow>
            <SheetRow name="Weights of a group, the M of N:M">
              <Blank
                label="Group size"
                value={String(groupSize)}
                options={sizes.map((size) => ({ value: String(size), label: String(size) }))}
                onChange={(size) => changeSetup({ groupSize: Number(size) })}
              />
            </SheetRow>
            <SheetRow name={`Norm for ${wholeUnits}`}>
              <Blank
                label="Norm"
                value={setup.norm}
                options={[
                  { value: "l2", label: "L2" },
                  { value: "l1", label: "L1" },
                ]}
                onChange={(value) => changeSetup({ norm: value as Norm })}
              />
            </SheetRow>
            <SheetRow name="The last unit of a layer">
              <Blank
                label="Last unit"
                value={setup.lastUnit}
                options={[
                  { value: "stays", label: "stays" },
                  { value: "goes", label: "may go" },
                ]}
                onChange={(value) => changeSetup({ lastUnit: value as Setup["lastUnit"] })}
              />
            </SheetRow>
            <p>
              The slider counts all prunable weights (or hidden units), not what remains: twice 50{"\u202f"}% stays 50
              {"\u202f"}%. Biases are not pruned one by one. Whole neurons and filters take their bias and the next
              layer's inputs along.
            </p>
          </Sheet>
          <Explained
            setup={setup}
            granularity={labelIn(granularities, setup.granularity)}
            scope={labelIn(scopes, setup.scope)}
          />
        </div>
      </div>
      <p className="note">{note}</p>
    </li>
  );
}
