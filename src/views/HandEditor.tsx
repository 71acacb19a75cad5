import { useMemo } from "react";
import { TableTwin } from "../charts/TableTwin.tsx";
import type { Layer } from "../network/network.ts";
import { type Chosen, countChosen, readNumbers, weightsBetween, weightsOfUnits } from "../pruning/chosen.ts";
import { type Cut, useCut } from "../store/cut.ts";
import { count } from "../text/numbers.ts";
import { ChosenBar } from "./ChosenBar.tsx";
import { Segments } from "./margin/Choices.tsx";
import { PageLine } from "./margin/PageLine.tsx";
import { useLayerNames } from "./useLayerNames.ts";
import { valuesOf } from "./weightValues.ts";

/** Which weights are looked at, as written. */
export interface Sought {
  readonly layer: string;
  readonly units: string;
  readonly inputs: string;
  /** All that reads the units comes along. */
  readonly isWhole: boolean;
}

/** Weights by number, for everybody who does not point at them: a connection, a neuron or filter, a block of a matrix. */
export function HandEditor({ sought, onSeek }: { sought: Sought; onSeek: (sought: Sought) => void }) {
  const cut = useCut();
  const { kernels } = useLayerNames();
  const layers = cut?.snapshot.layers;
  const found = useMemo(() => (layers ? find(layers, sought) : null), [layers, sought]);
  if (!cut || !layers || !found) return null;
  const { index, isWhole, mostInputs, mostUnits, chosen } = found;
  const layer = layers[index];
  const seek = (change: Partial<Sought>) => onSeek({ ...sought, ...change });
  return (
    <>
      <Segments
        name="Layer"
        value={layer.name}
        options={layers.map(({ name }, l) => ({ value: name, label: kernels[l] }))}
        onChange={(name) => seek({ layer: name })}
      />
      <PageLine name={`Units, 1 to ${mostUnits}`}>
        <input aria-label="Units" value={sought.units} onChange={(event) => seek({ units: event.target.value })} />
      </PageLine>
      <PageLine name={`Inputs, 1 to ${mostInputs}`}>
        <input
          aria-label="Inputs"
          value={isWhole ? "all" : sought.inputs}
          disabled={isWhole}
          onChange={(event) => seek({ inputs: event.target.value })}
        />
      </PageLine>
      {index < layers.length - 1 ? (
        <PageLine name="With all that reads them">
          <input
            type="checkbox"
            aria-label="With all that reads them"
            checked={isWhole}
            onChange={(event) => seek({ isWhole: event.target.checked })}
          />
        </PageLine>
      ) : null}
      {chosen ? (
        <>
          <ChosenBar chosen={chosen} cut={cut} />
          <Values chosen={chosen} cut={cut} />
        </>
      ) : (
        <p role="alert">Write numbers within these limits, like 2, 5-7, or all.</p>
      )}
      <p>
        Or point: a click on a connection, a unit or a cell prunes it, another restores it; with Shift a whole unit of a
        matrix; drag a box around several. What is decided by hand stays so when the slider moves, until it is left to
        the slider again.
      </p>
    </>
  );
}

/** Weights that are listed one by one. */
const mostListed = 100;

/** The values of the chosen weights, for everybody who cannot point at them. */
function Values({ chosen, cut }: { chosen: Chosen; cut: Cut }) {
  const { kernels } = useLayerNames();
  const { all } = countChosen(chosen, cut.mask);
  const rows = valuesOf(chosen, cut, kernels, mostListed).map(({ kernel, from, to, weight, isKept }) => [
    kernel,
    from,
    to,
    weight,
    isKept ? "kept" : "pruned",
  ]);
  return (
    <TableTwin
      caption={all > rows.length ? `The first ${rows.length} of ${count(all)} weights` : "Their values"}
      columns={["Kernel", "Input", "Unit", "Weight", "At this cut"]}
      rows={rows}
    />
  );
}

/** The weights that are meant, of a big layer very many; null for numbers out of its limits. */
function find(layers: readonly Layer[], sought: Sought) {
  const named = layers.findIndex(({ name }) => name === sought.layer);
  const index = Math.max(0, named);
  const layer = layers[index];
  const isWhole = sought.isWhole && index < layers.length - 1;
  const [mostInputs, mostUnits] = layer.shape.slice(-2);
  const from = isWhole ? null : readNumbers(sought.inputs, mostInputs);
  const to = readNumbers(sought.units, mostUnits);
  let chosen: Chosen | null = null;
  if (from !== undefined && to !== undefined)
    chosen = isWhole
      ? weightsOfUnits(layers, index, to ?? new Set(layer.bias.keys()))
      : new Map([[layer.name, weightsBetween(layer, from, to)]]);
  return { index, isWhole, mostInputs, mostUnits, chosen };
}
