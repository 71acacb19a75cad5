import type { Norm } from "../../pruning/types.ts";
import { limits, type Protection, type Setup } from "../../setup/setup.ts";
import { changeSetup } from "../../store/actions/settings.ts";
import { Blank } from "../Blank.tsx";
import { SheetRow } from "../Sheet.tsx";

const [least, most] = limits.groupSize;
const sizes = Array.from({ length: most - least + 1 }, (_, i) => least + i);

/** What is spared, and how groups and whole units are counted. */
export function PruningOptions({ setup, wholeUnits }: { setup: Setup; wholeUnits: string }) {
  return (
    <>
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
          value={String(setup.groupSize)}
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
        {"\u202f"}%. Biases are not pruned one by one. Whole neurons and filters take their bias and the next layer's
        inputs along.
      </p>
    </>
  );
}
