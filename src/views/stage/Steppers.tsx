import { Minus, Plus } from "lucide-react";
import { memo, type ReactNode, useMemo } from "react";
import { whyUnfit } from "../../network/check.ts";
import { resized, whyNotWithout, withAnother } from "../../network/edits.ts";
import { hasKernel, layerKind } from "../../network/layers/registry.ts";
import type { LayerSpec, NetworkSpec } from "../../network/network.ts";
import type { NetworkSaid } from "../../network/said.ts";
import { ranges, whyBeyond } from "../../setup/ranges.ts";
import { openNote } from "../../store/actions/look.ts";
import { changeSetup } from "../../store/actions/settings.ts";
import { useStore } from "../../store/store.ts";
import { networkSentence } from "../../text/faults/networks.ts";
import { stage } from "../../text/stage.ts";
import { useLayerNames } from "../useLayerNames.ts";
import { toolCount } from "./NetworkTools.tsx";
import styles from "./Steppers.module.css";
import { isOfBlocks, stepperPlaces, widthsOf } from "./steppers.ts";

/** Units and layers, more or less of them, on the drawing itself. The last of `columns` are the outputs; those before them, as far as
 *  there are layers with a kernel, are the hidden ones. */
export const Steppers = memo(function Steppers(props: {
  spec: NetworkSpec;
  columns: readonly { readonly x: number }[];
  width: number;
}) {
  const { spec, columns, width } = props;
  const hidden = useStore((state) => state.setup.hidden);
  const names = useLayerNames();
  const tools = useStore(toolCount);
  // Where each stands among all hidden layers, pooling counted.
  const indexes = useMemo(() => spec.hidden.flatMap((layer, l) => (hasKernel(layer) ? [l] : [])), [spec]);
  const places = useMemo(() => {
    const [end, ...before] = columns.map(({ x }) => x).reverse();
    return stepperPlaces(before.slice(0, indexes.length).reverse(), end, width, tools);
  }, [columns, indexes, width, tools]);
  // Another network is on its way: what stands here is not about that.
  if (hidden.length !== spec.hidden.length) return null;
  const [least, most] = widthsOf(hidden);
  const widened = (layers: readonly number[], by: number) =>
    layers.length === 1
      ? resized(hidden, indexes[layers[0]], unitsOf(hidden[indexes[layers[0]]]) + by)
      : hidden.map((layer) => (hasKernel(layer) ? layerKind(layer).withWidth(layer, unitsOf(layer) + by) : layer));
  const button = (
    label: string,
    next: readonly LayerSpec[],
    children: ReactNode,
    refusal: NetworkSaid | null = null,
  ) => (
    <EditButton label={label} next={next} spec={spec} refusal={refusal}>
      {children}
    </EditButton>
  );
  const more = <Plus aria-hidden />;
  const fewer = <Minus aria-hidden />;
  const depth = isOfBlocks(hidden) ? stage.residualLayers(hidden.length - 1) : stage.layers(hidden.length);
  return (
    <div className={styles.steppers}>
      {places.layers.map(({ x, layers }) => {
        const isOne = layers.length === 1;
        const name = names.layers[layers[0]];
        return (
          <div key={layers[0]} className={styles.stepper} style={{ left: x }}>
            {button(isOne ? stage.fewer(name) : stage.fewerInAll, widened(layers, -1), fewer)}
            <b>{isOne ? unitsOf(hidden[indexes[layers[0]]]) : stage.units(least, most)}</b>
            {button(isOne ? stage.more(name) : stage.moreInAll, widened(layers, 1), more)}
          </div>
        );
      })}
      {places.another === null ? null : (
        <div className={styles.stepper} style={{ left: places.another }}>
          {button(stage.addLayer, withAnother(hidden, "dense"), stage.addLayer)}
        </div>
      )}
      {places.depth === null ? null : (
        <div className={styles.stepper} style={{ left: places.depth }}>
          {button(stage.fewerLayers, hidden.slice(0, -1), fewer, whyNotWithout(hidden, hidden.length - 1))}
          <b>{depth}</b>
          {button(stage.moreLayers, withAnother(hidden, "dense"), more)}
        </div>
      )}
      {places.words === null ? null : (
        <button
          type="button"
          className={styles.words}
          style={{ left: places.words }}
          aria-label={`${stage.wide(depth, stage.units(least, most))}: ${stage.settings}`}
          onClick={() => openNote("network")}
        >
          {stage.wide(depth, stage.units(least, most))}
        </button>
      )}
    </div>
  );
});

const unitsOf = (layer: LayerSpec) => layerKind(layer).width(layer) ?? 0;

/** A press that changes the network; where that cannot be it says why, and leads to where more can be changed. */
function EditButton(props: {
  label: string;
  next: readonly LayerSpec[];
  spec: NetworkSpec;
  refusal: NetworkSaid | null;
  children: ReactNode;
}) {
  const { label, next, spec, refusal, children } = props;
  const before = useStore((state) => state.setup.hidden);
  const range = whyBeyond(before, ranges.normal) === null ? ranges.normal : ranges.advanced;
  const reason = refusal ?? whyBeyond(next, range) ?? whyUnfit({ ...spec, hidden: next });
  return (
    <button
      type="button"
      aria-label={children === label ? undefined : label}
      aria-disabled={reason !== null}
      title={reason ? networkSentence(reason) : children === label ? undefined : label}
      onClick={() => (reason === null ? changeSetup({ hidden: next }) : openNote("network"))}
    >
      {children}
    </button>
  );
}
