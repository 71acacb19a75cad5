import { useMemo } from "react";
import { TableTwin } from "../charts/TableTwin.tsx";
import type { Layer } from "../network/network.ts";
import { type Chosen, countChosen, readNumbers, weightsBetween, weightsOfUnits } from "../pruning/chosen.ts";
import { type Cut, useCut } from "../store/cut.ts";
import { byHandText } from "../text/byHand.ts";
import { isKeptText } from "../text/chosen.ts";
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
        name={byHandText.layer}
        value={layer.name}
        options={layers.map(({ name }, l) => ({ value: name, label: kernels[l] }))}
        onChange={(name) => seek({ layer: name })}
      />
      <PageLine name={byHandText.unitsUpTo(mostUnits)}>
        <input
          aria-label={byHandText.units}
          value={sought.units}
          onChange={(event) => seek({ units: event.target.value })}
        />
      </PageLine>
      <PageLine name={byHandText.inputsUpTo(mostInputs)}>
        <input
          aria-label={byHandText.inputs}
          value={isWhole ? "all" : sought.inputs}
          disabled={isWhole}
          onChange={(event) => seek({ inputs: event.target.value })}
        />
      </PageLine>
      {index < layers.length - 1 ? (
        <PageLine name={byHandText.whole}>
          <input
            type="checkbox"
            aria-label={byHandText.whole}
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
        <p role="alert">{byHandText.limits}</p>
      )}
      <p>{byHandText.note}</p>
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
    isKeptText(isKept),
  ]);
  return <TableTwin caption={byHandText.caption(rows.length, all)} columns={byHandText.columns} rows={rows} />;
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
