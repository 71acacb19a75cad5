import { Minus, Plus } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { whyUnfit } from "../network/check.ts";
import { countParameters, countWeights } from "../network/count.ts";
import { resized, whyNotWithout, withAnother, withBatchNorm, withSide } from "../network/edits.ts";
import { hasKernel, kindNames, kinds, layerKind } from "../network/layers/registry.ts";
import type { Activation, Initialiser, LayerSpec, NetworkSpec } from "../network/network.ts";
import { activations, initialisers } from "../setup/fields.ts";
import { type Range, ranges, whyBeyond } from "../setup/ranges.ts";
import { changeSetup } from "../store/actions/settings.ts";
import { Blank } from "./Blank.tsx";
import { count } from "./format.ts";
import styles from "./NetworkEditor.module.css";
import sheet from "./Sheet.module.css";
import { SheetRow } from "./Sheet.tsx";

/** The hidden layers, one a row, their activation and their initial weights. */
export function NetworkEditor({ spec }: { spec: NetworkSpec }) {
  return (
    <HiddenLayers spec={spec}>
      <SheetRow name="Activation">
        <Blank
          label="Activation"
          value={spec.activation}
          options={activations.map((value) => ({ value, label: value === "relu" ? "ReLU" : value }))}
          startsOver
          onChange={(value) => changeSetup({ activation: value as Activation })}
        />
      </SheetRow>
      <SheetRow name="Initialisation">
        <Blank
          label="Initialisation"
          value={spec.initialiser}
          options={initialisers.map((value) => ({ value, label: value === "he" ? "He" : "Glorot" }))}
          startsOver
          onChange={(value) => changeSetup({ initialiser: value as Initialiser })}
        />
      </SheetRow>
    </HiddenLayers>
  );
}

/** The hidden layers within a range, which the network on screen may have left already. An edit that does not fit leaves the
 *  network alone and says why. */
function HiddenLayers({ spec, children }: { spec: NetworkSpec; children: ReactNode }) {
  const { hidden } = spec;
  const [isWished, setWished] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const isBeyond = whyBeyond(hidden, ranges.normal) !== null;
  const range = isBeyond || isWished ? ranges.advanced : ranges.normal;
  const whyNot = (next: readonly LayerSpec[]) => whyBeyond(next, range) ?? whyUnfit({ ...spec, hidden: next });
  const edit = (next: readonly LayerSpec[], reason = whyNot(next)) => {
    setRefused(reason && sentence(reason));
    if (reason === null) changeSetup({ hidden: next });
    return reason === null;
  };
  const editButton = (label: string, next: readonly LayerSpec[], reason = whyNot(next)) => ({
    label,
    reason: reason && sentence(reason),
    onClick: () => edit(next, reason),
  });
  const weights = countWeights(spec);
  const [height, width] = spec.input;
  const isOfImages = height > 1 || width > 1;
  return (
    <>
      {hidden.map((layer, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place
        <LayerRow key={index} layer={layer} index={index} range={range} hidden={hidden} onEdit={edit}>
          <EditButton
            {...editButton(
              `Remove hidden layer ${index + 1}`,
              hidden.toSpliced(index, 1),
              whyNotWithout(hidden, index) ?? whyNot(hidden.toSpliced(index, 1)),
            )}
          />
        </LayerRow>
      ))}
      <div className={styles.adders}>
        {kindNames
          .filter((kind) => isOfImages || !kinds[kind].readsImages)
          .map((kind) => (
            <EditButton
              key={kind}
              isAdding
              {...editButton(`Add ${isOfImages ? kinds[kind].title : "a layer"}`, withAnother(hidden, kind))}
            />
          ))}
      </div>
      {refused ? <p role="alert">{refused}</p> : null}
      <SheetRow name="Parameters">
        <span>
          {count(weights)} weights + {count(countParameters(spec) - weights)} biases
          {hidden.some((layer) => hasKernel(layer) && layer.batchNorm) ? " and scales" : ""}
        </span>
      </SheetRow>
      {children}
      <SheetRow name="Advanced range">
        <input
          type="checkbox"
          aria-label="Advanced range"
          checked={range === ranges.advanced}
          disabled={isBeyond}
          title={isBeyond ? "This network is beyond the normal range." : undefined}
          onChange={(event) => {
            setWished(event.target.checked);
            setRefused(null);
          }}
        />
      </SheetRow>
      <p>{describeRange(range)} A changed network starts from new initial weights.</p>
    </>
  );
}

const sentence = (text: string) => text[0].toUpperCase() + text.slice(1);

const describeRange = ({ layers, units, filters }: Range) =>
  `Up to ${layers} hidden layers, ${count(units)} units and ${filters} filters.${
    layers > ranges.normal.layers
      ? " Big networks are slower, on a phone most of all; many filters over whole images take many seconds a step, so pool early."
      : ""
  }`;

/** A button that edits. Where that is impossible it says why: to those who point at it and, with fingers, to those who press it. */
function EditButton(props: {
  readonly label: string;
  readonly reason: string | null;
  readonly isAdding?: boolean;
  readonly onClick: () => void;
}) {
  const { label, reason, isAdding, onClick } = props;
  return (
    <button
      type="button"
      className={isAdding ? "icon" : "icon small"}
      aria-label={isAdding ? undefined : label}
      aria-disabled={reason !== null}
      title={reason ?? undefined}
      onClick={onClick}
    >
      {isAdding ? <Plus aria-hidden /> : <Minus aria-hidden />}
      {isAdding ? label : null}
    </button>
  );
}

/** A layer by its number of units or filters and the side of its squares. */
function LayerRow(props: {
  readonly layer: LayerSpec;
  readonly index: number;
  readonly range: Range;
  readonly hidden: readonly LayerSpec[];
  /** Whether the network is such now. */
  readonly onEdit: (next: readonly LayerSpec[]) => boolean;
  readonly children: ReactNode;
}) {
  const { layer, index, range, hidden, onEdit, children } = props;
  const id = useId();
  const place = `Hidden ${index + 1}`;
  const kind = layerKind(layer);
  const { unit } = kind;
  const size = kind.width(layer);
  const shortcut = hasKernel(layer) && layer.residual ? ", with a shortcut" : "";
  const by = "side" in layer ? `${unit}s of ${squares(layer.side)}` : `${unit}s`;
  return (
    <div className={`${sheet.row} ${styles.layer}`}>
      {size === null ? (
        <span>{place}</span>
      ) : (
        <label htmlFor={id}>
          {place}
          {shortcut}
        </label>
      )}
      <span className={`${styles.stepper} ${styles.sizes}`}>
        {size === null ? (
          <span />
        ) : (
          <SizeInput
            id={id}
            label={`${place}, ${by}${shortcut}`}
            most={unit === "filter" ? range.filters : range.units}
            size={size}
            onChange={(next) => onEdit(resized(hidden, index, next))}
          />
        )}
        {!("side" in layer) ? (
          `${unit}s`
        ) : (
          <Blank
            label={`${place}, side of ${size === null ? "pooling" : "the kernel"}`}
            text={size === null ? "max-pooling" : `${unit}s of`}
            value={String(layer.side)}
            options={[...new Set([...(kind.sides?.offered ?? []), layer.side])]
              .toSorted((a, b) => a - b)
              .map((side) => ({ value: String(side), label: squares(side) }))}
            startsOver
            onChange={(side) => onEdit(withSide(hidden, index, Number(side)))}
          />
        )}
        {hasKernel(layer) ? (
          <label title="Batch norm: the layer's sums are normalised over each batch, with a scale that slimming prunes by.">
            <input
              type="checkbox"
              aria-label={`${place}, batch norm`}
              checked={layer.batchNorm === true}
              onChange={({ target }) => onEdit(withBatchNorm(hidden, index, target.checked))}
            />
            norm
          </label>
        ) : (
          <span />
        )}
        {children}
      </span>
    </div>
  );
}

const squares = (side: number) => `${side} × ${side}`;

/** A whole number that may be half written: what is no size, or is refused, stays until the focus leaves. */
function SizeInput(props: {
  readonly id: string;
  readonly label: string;
  readonly most: number;
  readonly size: number;
  readonly onChange: (size: number) => boolean;
}) {
  const { id, label, most, size, onChange } = props;
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <input
      id={id}
      aria-label={label}
      aria-invalid={draft !== null}
      type="number"
      min={1}
      max={most}
      value={draft ?? size}
      onBlur={() => setDraft(null)}
      onChange={({ target: { value } }) => setDraft(value !== "" && onChange(Math.round(Number(value))) ? null : value)}
    />
  );
}
