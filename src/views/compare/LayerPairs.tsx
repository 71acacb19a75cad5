import { type ReactNode, useMemo, useState } from "react";
import { HistogramPair, merged } from "../../charts/compare/HistogramPair.tsx";
import { MaskPicture } from "../../charts/compare/MaskPicture.tsx";
import { WeightScatter } from "../../charts/compare/WeightScatter.tsx";
import { filled } from "../../charts/filled.ts";
import { shortest } from "../../charts/shortest.ts";
import { TableToggle, TableTwin, type TwinTable } from "../../charts/TableTwin.tsx";
import { type Agreement, alike, ofKept, overlap, overlapByChance, sumOf } from "../../pruning/agreement.ts";
import { histogramsOf, type WeightPairs } from "../../pruning/weightPairs.ts";
import type { LayerComparison } from "../../recipe/compareStates.ts";
import { layerPairsText, range, type Which, which } from "../../text/compareStates.ts";
import { kernelName } from "../../text/layerNames.ts";
import { count, percentSign } from "../../text/numbers.ts";
import styles from "./CompareStates.module.css";
import { TableAside } from "./TableAside.tsx";

/** What one of the two is called, in its colour. */
const [first, second] = (["first", "second"] as const).map((one: Which) => (
  <span key={one} className={styles[one]}>
    {which[one]}
  </span>
));

/** How masks and weights of the layers agree that both have, and one of these layers drawn. */
export function LayerPairs({ layers }: { layers: readonly LayerComparison[] }) {
  const [chosen, choose] = useState(() => fullest(layers));
  const layer = layers[Math.min(chosen, layers.length - 1)];
  const rows = layers.map(({ place, agreement, weights }, l) => [
    <button
      key={place.reads}
      type="button"
      className={styles.layer}
      aria-pressed={layers[l] === layer}
      onClick={() => choose(l)}
    >
      {kernelName(place)}
    </button>,
    ...cells(agreement),
    weights.correlation === null ? layerPairsText.none : layerPairsText.correlation(weights.correlation),
  ]);
  const whole = sumOf(layers.map(({ agreement }) => agreement));
  return (
    <section>
      <h3>{layerPairsText.title}</h3>
      <TableAside
        caption={layerPairsText.caption}
        columns={layerPairsText.columns<ReactNode>((one) =>
          filled(layerPairsText.only(one === "first" ? first : second)),
        )}
        rows={layers.length > 1 ? [...rows, [layerPairsText.all, ...cells(whole), ""]] : rows}
      />
      <p>{layerPairsText.note}</p>
      <Drawn key={layer.place.reads} layer={layer} />
    </section>
  );
}

/** The layer of which the two keep most. */
const fullest = (layers: readonly LayerComparison[]): number =>
  layers.reduce((most, { agreement }, l) => (kept(agreement) > kept(layers[most].agreement) ? l : most), 0);

const kept = ({ bothKeep, onlyOne, onlyOther }: Agreement) => bothKeep + onlyOne + onlyOther;

const cells = (agreement: Agreement): string[] => {
  const { bothKeep, bothPrune, onlyOne, onlyOther } = agreement;
  return [
    percentSign(alike(agreement)),
    percentSign(overlap(ofKept(agreement))),
    percentSign(overlapByChance(ofKept(agreement))),
    // What one prunes alone the other keeps alone.
    ...[bothKeep, onlyOther, onlyOne, bothPrune].map(count),
  ];
};

function Drawn({ layer: { place, shape, image, masks, agreement, weights } }: { layer: LayerComparison }) {
  const name = kernelName(place);
  const { one, other } = useMemo(() => histogramsOf(weights), [weights]);
  const { bothKeep, onlyOne, onlyOther, bothPrune } = agreement;
  return (
    <div className={styles.charts}>
      <figure aria-label={layerPairsText.masks.name(name)}>
        <figcaption>
          <b>{layerPairsText.masks.title}</b>
          {filled(layerPairsText.masks.legend<ReactNode>(first, second))}
        </figcaption>
        <MaskPicture
          {...{ shape, image, masks }}
          summary={layerPairsText.masks.summary(name, [bothKeep, onlyOther, onlyOne, bothPrune])}
        />
      </figure>
      <Chart
        name={layerPairsText.weights.name(name)}
        title={layerPairsText.weights.title}
        legend={filled(layerPairsText.weights.legend<ReactNode>(first, second))}
        table={() => gridOf(weights)}
      >
        <WeightScatter
          pairs={weights}
          summary={layerPairsText.weights.summary(
            name,
            bothKeep,
            weights.correlation,
            bothKeep === 0 ? 1 : weights.sameSign / bothKeep,
          )}
        />
      </Chart>
      <Chart
        name={layerPairsText.histograms.name(name)}
        title={layerPairsText.histograms.title}
        legend={filled(layerPairsText.histograms.legend<ReactNode>(first, second))}
        table={() => ({
          caption: layerPairsText.histograms.caption,
          columns: layerPairsText.histograms.columns,
          rows: merged(one, 16).map((weightsOfOne, bin) => [
            ...edges(weights.limit, 16, bin),
            count(weightsOfOne),
            count(merged(other, 16)[bin]),
          ]),
        })}
      >
        <HistogramPair
          {...{ one, other }}
          limit={weights.limit}
          summary={layerPairsText.histograms.summary(name, shortest(weights.limit))}
        />
      </Chart>
    </div>
  );
}

/** A drawing with its legend, or the same numbers as a table. */
function Chart(props: { name: string; title: string; legend: ReactNode; table: () => TwinTable; children: ReactNode }) {
  const { name, title, legend, table, children } = props;
  const [asTable, setAsTable] = useState(false);
  return (
    <figure aria-label={name}>
      <figcaption>
        <TableToggle name={name} pressed={asTable} onToggle={() => setAsTable(!asTable)} />
        <b>{title}</b>: {legend}
      </figcaption>
      {asTable ? <TableTwin {...table()} /> : children}
    </figure>
  );
}

const signedText = (value: number) => (value === 0 ? "0" : `${value < 0 ? "−" : ""}${shortest(Math.abs(value))}`);
const edges = (limit: number, bins: number, bin: number) =>
  [signedText(limit * ((2 * bin) / bins - 1)), signedText(limit * ((2 * (bin + 1)) / bins - 1))] as const;

/** The scatter in eight ranges of values either way. */
function gridOf({ limit, both, onlyOne, onlyOther, neither }: WeightPairs): TwinTable {
  const bins = onlyOne.length;
  const ranges = 8;
  const each = bins / ranges;
  const counts = Array.from({ length: ranges }, () => Array.from({ length: ranges }, () => 0));
  both.forEach((weights, place) => {
    counts[Math.floor(place / bins / each)][Math.floor((place % bins) / each)] += weights;
  });
  const [ofOne, ofOther] = [merged(onlyOne, ranges), merged(onlyOther, ranges)];
  const { caption, corner, pruned } = layerPairsText.weights;
  const named = (r: number) => range(...edges(limit, ranges, r));
  return {
    caption,
    columns: [corner, pruned, ...counts.map((_, r) => named(r))],
    rows: [
      [pruned, count(neither), ...ofOne.map(count)],
      ...counts.map((row, r) => [named(r), count(ofOther[r]), ...row.map(count)]),
    ],
  };
}
