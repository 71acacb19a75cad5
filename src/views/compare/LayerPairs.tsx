import { useMemo, useState } from "react";
import { HistogramPair, merged } from "../../charts/compare/HistogramPair.tsx";
import { MaskPicture } from "../../charts/compare/MaskPicture.tsx";
import { WeightScatter } from "../../charts/compare/WeightScatter.tsx";
import { shortest } from "../../charts/shortest.ts";
import { TableToggle, TableTwin, type TwinTable } from "../../charts/TableTwin.tsx";
import { type Agreement, alike, ofKept, overlap, overlapByChance, sumOf } from "../../pruning/agreement.ts";
import { histogramsOf, type WeightPairs } from "../../pruning/weightPairs.ts";
import type { LayerComparison } from "../../recipe/compareStates.ts";
import { count, percent } from "../format.ts";
import styles from "./CompareStates.module.css";
import { TableAside } from "./TableAside.tsx";

const share = (value: number) => `${percent(value)}\u202f%`;

/** How masks and weights of the layers agree that both have, and one of these layers drawn. */
export function LayerPairs({ layers }: { layers: readonly LayerComparison[] }) {
  const [chosen, choose] = useState(() => fullest(layers));
  const layer = layers[Math.min(chosen, layers.length - 1)];
  const rows = layers.map(({ name, agreement, weights }, l) => [
    <button
      key={name}
      type="button"
      className={styles.layer}
      aria-pressed={layers[l] === layer}
      onClick={() => choose(l)}
    >
      {name}
    </button>,
    ...cells(agreement),
    weights.correlation === null ? "–" : weights.correlation.toFixed(2).replace("-", "−"),
  ]);
  const whole = sumOf(layers.map(({ agreement }) => agreement));
  return (
    <section>
      <h3>Masks and weights</h3>
      <TableAside
        caption="Masks and weights of the two states, layer by layer"
        columns={[
          "Layer",
          "Treated alike",
          "Kept ones shared",
          "by chance",
          "Both keep",
          <>
            Only the <span className={styles.first}>first</span>
          </>,
          <>
            Only the <span className={styles.second}>second</span>
          </>,
          "Neither",
          "Correlation",
        ]}
        rows={layers.length > 1 ? [...rows, ["all of these", ...cells(whole), ""]] : rows}
      />
      <p>
        Treated alike: kept by both or pruned by both. Kept ones shared: of the weights that at least one of the two
        keeps, those that both do (Jaccard index); by chance: what two masks of these sizes share that know nothing of
        each other. Correlation (Pearson): of the values of those that both keep.
      </p>
      <Drawn key={layer.name} layer={layer} />
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
    share(alike(agreement)),
    share(overlap(ofKept(agreement))),
    share(overlapByChance(ofKept(agreement))),
    // What one prunes alone the other keeps alone.
    ...[bothKeep, onlyOther, onlyOne, bothPrune].map(count),
  ];
};

function Drawn({ layer: { name, shape, image, masks, agreement, weights } }: { layer: LayerComparison }) {
  const { one, other } = useMemo(() => histogramsOf(weights), [weights]);
  const { bothKeep, onlyOne, onlyOther, bothPrune } = agreement;
  return (
    <div className={styles.charts}>
      <figure aria-label={`Masks of ${name}`}>
        <figcaption>
          <b>Masks</b>: kept by the <span className={styles.first}>first</span> alone, the{" "}
          <span className={styles.second}>second</span> alone, grey by both
        </figcaption>
        <MaskPicture
          {...{ shape, image, masks }}
          summary={`Masks of ${name}: ${count(bothKeep)} kept by both, ${count(onlyOther)} by the first alone, ${count(onlyOne)} by the second alone, ${count(bothPrune)} by neither`}
        />
      </figure>
      <Chart
        name={`Weights of ${name}`}
        title="Weights"
        legend={
          <>
            on the dashed line the same; on the axes what the <span className={styles.first}>first</span> or the{" "}
            <span className={styles.second}>second</span> keeps alone
          </>
        }
        table={() => gridOf(weights)}
      >
        <WeightScatter
          pairs={weights}
          summary={`Weights of ${name} in both states: ${count(bothKeep)} kept by both${weights.correlation === null ? "" : `, correlation ${weights.correlation.toFixed(2)}`}, ${share(bothKeep === 0 ? 1 : weights.sameSign / bothKeep)} of them with the same sign`}
        />
      </Chart>
      <Chart
        name={`Histograms of ${name}`}
        title="Histograms"
        legend={
          <>
            kept weights by value: the <span className={styles.first}>first</span> filled, the{" "}
            <span className={styles.second}>second</span> a line
          </>
        }
        table={() => ({
          caption: "Kept weights by value",
          columns: ["From", "to", "first", "second"],
          rows: merged(one, 16).map((first, bin) => [
            ...edges(weights.limit, 16, bin),
            count(first),
            count(merged(other, 16)[bin]),
          ]),
        })}
      >
        <HistogramPair
          {...{ one, other }}
          limit={weights.limit}
          summary={`Histograms of the kept weights of ${name}, between −${shortest(weights.limit)} and ${shortest(weights.limit)}`}
        />
      </Chart>
    </div>
  );
}

/** A drawing with its legend, or the same numbers as a table. */
function Chart(props: {
  name: string;
  title: string;
  legend: React.ReactNode;
  table: () => TwinTable;
  children: React.ReactNode;
}) {
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
  [bin, bin + 1].map((edge) => signedText(limit * ((2 * edge) / bins - 1)));

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
  const named = (range: number) => edges(limit, ranges, range).join(" to ");
  return {
    caption: "Weights by their values: columns in the first state, rows in the second",
    columns: ["second \\ first", "pruned", ...counts.map((_, range) => named(range))],
    rows: [
      ["pruned", count(neither), ...ofOne.map(count)],
      ...counts.map((row, range) => [named(range), count(ofOther[range]), ...row.map(count)]),
    ],
  };
}
