import { Minus, Plus } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { filled } from "../charts/filled.ts";
import { whyUnfit } from "../network/check.ts";
import { countParameters, countWeights } from "../network/count.ts";
import { resized, whyNotWithout, withAnother, withBatchNorm, withSide } from "../network/edits.ts";
import { hasKernel, kindNames, kinds, layerKind } from "../network/layers/registry.ts";
import type { LayerSpec, NetworkSpec } from "../network/network.ts";
import { type Range, ranges, whyBeyond } from "../setup/ranges.ts";
import { changeSetup } from "../store/actions/settings.ts";
import { networkSentence } from "../text/faults/networks.ts";
import { editorText } from "../text/networkEditor.ts";
import { layerLines, networkPage } from "../text/networks.ts";
import { numbers } from "./margin/Choices.tsx";
import { PageLine } from "./margin/PageLine.tsx";
import { layerPictures } from "./margin/pictures.tsx";
import { Sentence } from "./margin/Sentence.tsx";
import styles from "./NetworkEditor.module.css";

/** The hidden layers within a range, which the network on screen may have left already. An edit that does not fit leaves the
 *  network alone and says why. */
export function NetworkEditor({ spec }: { spec: NetworkSpec }) {
  const { hidden } = spec;
  const [isWished, setWished] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const isBeyond = whyBeyond(hidden, ranges.normal) !== null;
  const range = isBeyond || isWished ? ranges.advanced : ranges.normal;
  const whyNot = (next: readonly LayerSpec[]) => whyBeyond(next, range) ?? whyUnfit({ ...spec, hidden: next });
  const edit = (next: readonly LayerSpec[], reason = whyNot(next)) => {
    setRefused(reason && editorText.refused(networkSentence(reason)));
    if (reason === null) changeSetup({ hidden: next });
    return reason === null;
  };
  const editButton = (label: string, next: readonly LayerSpec[], reason = whyNot(next)) => ({
    label,
    reason: reason && editorText.refused(networkSentence(reason)),
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
          <RemoveButton
            {...editButton(
              editorText.remove(index + 1),
              hidden.toSpliced(index, 1),
              whyNotWithout(hidden, index) ?? whyNot(hidden.toSpliced(index, 1)),
            )}
          />
        </LayerRow>
      ))}
      {refused ? <p role="alert">{refused}</p> : null}
      <h3>{networkPage.putIn}</h3>
      {kindNames
        .filter((kind) => isOfImages || !kinds[kind].readsImages)
        .map((kind) => (
          <AddButton
            key={kind}
            picture={layerPictures[kind]}
            line={layerLines[kind]}
            {...editButton(editorText.add(isOfImages ? kind : null), withAnother(hidden, kind))}
          />
        ))}
      <h3>{networkPage.size}</h3>
      <PageLine name={editorText.parameters}>
        {editorText.parametersOf(
          weights,
          countParameters(spec) - weights,
          hidden.some((layer) => hasKernel(layer) && layer.batchNorm === true),
        )}
      </PageLine>
      <PageLine name={editorText.advanced}>
        <input
          type="checkbox"
          aria-label={editorText.advanced}
          checked={range === ranges.advanced}
          disabled={isBeyond}
          title={isBeyond ? editorText.beyond : undefined}
          onChange={(event) => {
            setWished(event.target.checked);
            setRefused(null);
          }}
        />
      </PageLine>
      <p>{editorText.range(range, range.layers > ranges.normal.layers)}</p>
    </>
  );
}

interface Edit {
  readonly label: string;
  /** Why it is impossible: told to those who point at it and, with fingers, to those who press it. */
  readonly reason: string | null;
  readonly onClick: () => void;
}

const RemoveButton = ({ label, reason, onClick }: Edit) => (
  <button
    type="button"
    className={`icon small ${styles.remove}`}
    aria-label={label}
    aria-disabled={reason !== null}
    title={reason ?? undefined}
    onClick={onClick}
  >
    <Minus aria-hidden />
  </button>
);

/** Puts in a layer of a kind, with what that is. */
function AddButton({ label, reason, onClick, picture, line }: Edit & { picture: ReactNode; line: string }) {
  const id = useId();
  return (
    <button
      type="button"
      className={styles.add}
      aria-labelledby={`${id}n`}
      aria-describedby={`${id}l`}
      aria-disabled={reason !== null}
      onClick={onClick}
    >
      <span aria-hidden>{picture}</span>
      <span>
        <b id={`${id}n`}>{label}</b>
        <span id={`${id}l`}>{reason ?? line}</span>
      </span>
      <Plus aria-hidden />
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
  const place = index + 1;
  const kind = layerKind(layer);
  const { unit } = kind;
  const size = kind.width(layer);
  const hasShortcut = hasKernel(layer) && layer.residual === true;
  return (
    <div className={styles.layer}>
      {size === null ? (
        <span className={styles.place}>{editorText.place(place, false)}</span>
      ) : (
        <label htmlFor={id} className={styles.place}>
          {editorText.place(place, hasShortcut)}
        </label>
      )}
      {size === null ? null : (
        <SizeInput
          id={id}
          label={editorText.size(place, unit, "side" in layer ? layer.side : null, hasShortcut)}
          most={unit === "filter" ? range.filters : range.units}
          size={size}
          onChange={(next) => onEdit(resized(hidden, index, next))}
        />
      )}
      {"side" in layer ? (
        <Sentence
          isSmall
          blanks={{
            side: {
              name: editorText.side(place, size === null),
              says: editorText.square(layer.side),
              value: String(layer.side),
              options: numbers(kind.sides?.offered ?? [], layer.side).map(({ value }) => ({
                value,
                label: editorText.square(Number(value)),
              })),
              startsOver: true,
              onChange: (side) => onEdit(withSide(hidden, index, Number(side))),
            },
          }}
        >
          {(word) => filled(editorText.squares(unit, word("side")))}
        </Sentence>
      ) : (
        <span>{editorText.units(unit)}</span>
      )}
      {hasKernel(layer) ? (
        <label title={editorText.batchNormHint}>
          <input
            type="checkbox"
            aria-label={editorText.batchNorm(place)}
            checked={layer.batchNorm === true}
            onChange={({ target }) => onEdit(withBatchNorm(hidden, index, target.checked))}
          />
          {editorText.batchNormShort}
        </label>
      ) : null}
      {children}
    </div>
  );
}

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
