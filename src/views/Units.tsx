import { useMemo } from "react";
import { filled } from "../charts/filled.ts";
import { InkPicture } from "../charts/learned/InkPicture.tsx";
import { SignedPicture } from "../charts/learned/SignedPicture.tsx";
import { isParametric, type Parametric } from "../network/layers/stage.ts";
import type { NetworkSpec } from "../network/network.ts";
import { receptiveField } from "../network/receptiveField.ts";
import { stagesOf } from "../network/stages.ts";
import { type Cut, useCut } from "../store/cut.ts";
import { useStore } from "../store/store.ts";
import { type UnitName, unitsText } from "../text/units.ts";
import { Sentence } from "./margin/Sentence.tsx";
import styles from "./Units.module.css";
import { inkOf, mostUnits, type UnitPicture, unitsOf } from "./unitPictures.ts";
import { useLayerNames } from "./useLayerNames.ts";

/** What a person looks at: a hidden layer, one of the samples, one unit of the layer. */
export interface UnitsView {
  readonly layer: number;
  readonly sample: number;
  readonly unit: number;
}

/** Filters and units as pictures, and what they answer to a sample at this cut: it follows the slider. */
export function Units({ view, onView }: { view: UnitsView; onView: (view: UnitsView) => void }) {
  const cut = useCut();
  const { layers } = useLayerNames();
  const spec = useStore((state) => state.spec);
  const data = useStore((state) => state.data);
  const stages = useMemo(() => (spec ? stagesOf(spec) : []), [spec]);
  const hidden = stages.filter(isParametric).slice(0, -1);
  const layer = Math.min(view.layer, hidden.length - 1);
  const sample = Math.min(view.sample, (data?.shownRows.length ?? 1) - 1);
  const stage = hidden[layer];
  const units = useMemo(
    () => (cut && spec && data && stage ? unitsOf(spec, cut, layer, stage, pixelsOf(data, sample)) : null),
    [cut, spec, data, layer, stage, sample],
  );
  if (!cut || !data || !stage || !units || !spec) return null;
  const unit = Math.min(view.unit, units.length - 1);
  const isConv = stage.kind === "conv";
  const what = isConv ? "filter" : "unit";
  const most = Math.max(1e-9, ...units.map(({ strongest }) => strongest));
  const gone = units.filter(({ isDead }) => isDead).length;
  return (
    <div className={styles.units}>
      <Sentence
        isSmall
        blanks={{
          layer: {
            name: unitsText.layer,
            says: nameOf(layers[layer], stage),
            value: String(layer),
            options: hidden.map((one, l) => ({ value: String(l), label: nameOf(layers[l], one) })),
            onChange: (value) => onView({ ...view, layer: Number(value), unit: 0 }),
          },
        }}
      >
        {(word) => filled(unitsText.of(word("layer"), <span role="status">{unitsText.gone(gone, stage.to[2])}</span>))}
      </Sentence>
      <fieldset className={styles.strip}>
        <legend className="vh">{unitsText.samples}</legend>
        {Array.from(data.shownRows, (row, i) => {
          const name = data.classes[data.labels[row]];
          return (
            <label key={row} title={name}>
              <input
                type="radio"
                name="sample"
                checked={i === sample}
                aria-label={unitsText.sample(i + 1, name)}
                onChange={() => onView({ ...view, sample: i })}
              />
              <InkPicture pixels={pixelsOf(data, i)} shape={data.inputShape} />
            </label>
          );
        })}
      </fieldset>
      {/* One stop for Tab; the arrow keys go from tile to tile. */}
      <section
        className={`${styles.tiles} ${isConv ? styles.maps : ""}`}
        aria-label={unitsText.all[what]}
        onKeyDown={(event) => {
          const tiles = [...event.currentTarget.querySelectorAll("button")];
          const next = tileAfter(event.key, unit, tiles);
          if (next === null) return;
          event.preventDefault();
          tiles[next].focus();
          onView({ ...view, unit: next });
        }}
      >
        {units.map((one, u) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: a unit is its place
            key={u}
            type="button"
            className={one.isDead ? styles.dead : undefined}
            aria-pressed={u === unit}
            tabIndex={u === unit ? 0 : -1}
            aria-label={unitsText.unit(what, u + 1, one.isDead ? null : one.kept)}
            onClick={() => onView({ ...view, unit: u })}
          >
            {one.weights ? <SignedPicture values={one.weights} shape={one.weightShape} full={one.full} /> : null}
            {isConv ? (
              <InkPicture pixels={inkOf(one.activations, most)} shape={stage.to} />
            ) : (
              <span className={styles.answer} aria-hidden>
                <span style={{ height: `${(100 * one.strongest) / most}%` }} />
              </span>
            )}
          </button>
        ))}
      </section>
      <p className="hint">
        {unitsText.tiles[what][layer === 0 ? "first" : "later"]}
        {stage.to[2] > mostUnits ? unitsText.firstOf(mostUnits, stage.to[2]) : ""}
      </p>
      <Detail
        spec={spec}
        cut={cut}
        layer={layer}
        unit={unit}
        what={what}
        of={units[unit]}
        sample={pixelsOf(data, sample)}
      />
    </div>
  );
}

/** The tile that a key leads to from another: beside it, in the row above or below, the first or the last; null for other keys. */
function tileAfter(key: string, from: number, tiles: readonly HTMLElement[]): number | null {
  const inRow = Math.max(
    1,
    tiles.findIndex(({ offsetTop }) => offsetTop !== tiles[0].offsetTop),
  );
  const ways: Readonly<Record<string, number>> = {
    ArrowRight: from + 1,
    ArrowLeft: from - 1,
    ArrowDown: from + inRow,
    ArrowUp: from - inRow,
    Home: 0,
    End: tiles.length - 1,
  };
  const next = ways[key];
  return next === undefined ? null : Math.min(tiles.length - 1, Math.max(0, next));
}

/** One unit, large: what of the sample it can see at all. */
function Detail(props: {
  spec: NetworkSpec;
  cut: Cut;
  layer: number;
  unit: number;
  what: UnitName;
  of: UnitPicture;
  sample: ArrayLike<number>;
}) {
  const { spec, cut, layer, unit, what, of, sample } = props;
  const field = useMemo(
    () => receptiveField(stagesOf(spec), cut.snapshot.layers, cut.mask, layer, unit),
    [spec, cut, layer, unit],
  );
  const most = field.reduce((largest, one) => Math.max(largest, one), 0);
  const seen = field.reduce((sum, one) => sum + (one > 0 ? 1 : 0), 0);
  return (
    <div className={styles.detail}>
      <figure>
        <InkPicture pixels={inkOf(field, most || 1)} shape={spec.input} name={unitsText.field(seen, field.length)} />
        <figcaption>{unitsText.sees}</figcaption>
      </figure>
      <figure>
        <InkPicture pixels={Array.from(sample, (pixel, i) => (field[i] > 0 ? pixel : pixel / 6))} shape={spec.input} />
        <figcaption>{unitsText.ofSample}</figcaption>
      </figure>
      <p>
        <b>{unitsText.name(what, unit + 1)}</b>
        {unitsText.detail(what, of.isDead, {
          seen,
          pixels: field.length,
          kept: of.kept,
          weights: of.total,
          strongest: of.strongest,
        })}
      </p>
    </div>
  );
}

const pixelsOf = (
  {
    shown,
    shownRows,
    inputShape,
  }: { shown: Uint8Array | Float32Array; shownRows: Uint32Array; inputShape: readonly number[] },
  sample: number,
) => {
  const size = inputShape[0] * inputShape[1];
  return shown.subarray(shownRows[sample] * size, (shownRows[sample] + 1) * size);
};

/** "hidden 1, 8 filters of 3 × 3". */
function nameOf(name: string, { kind, kernel, to }: Parametric): string {
  return unitsText.layerName(name, to[2], kind === "conv" ? kernel : null);
}
