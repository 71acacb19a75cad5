import { type PointerEvent, useMemo } from "react";
import { cutChartText } from "../../text/charts.ts";
import plot from "../plot.module.css";
import svg from "../svg.module.css";
import { useSize } from "../useSize.ts";
import { useSlide } from "../useSlide.ts";
import { useTheme } from "../useTheme.ts";
import { createAccuracyScale } from "./accuracyScale.ts";
import { createAxis } from "./axis.ts";
import { Backdrop } from "./Backdrop.tsx";
import { Curve, Ghosts } from "./Curves.tsx";
import { from, toPixels, upTo } from "./curves.ts";
import { Flip } from "./Flip.tsx";
import { Handle, pixelOf } from "./Handle.tsx";
import { Labels } from "./Labels.tsx";
import { chipAt, halo, layoutOf } from "./layout.ts";
import { Marks } from "./Marks.tsx";
import type { TradeOffProps } from "./props.ts";
import { Queue } from "./Queue.tsx";
import { SparsityInput } from "./SparsityInput.tsx";
import styles from "./TradeOff.module.css";
import { useLabels } from "./useLabels.ts";

/** The trade-off chart whose x-axis is the slider, with every weight hanging under it, smallest first. */
export function TradeOff(props: TradeOffProps) {
  const { curve, age, walked, locked, reference, compared, reached, lift, live, sparsity, accuracy, chance } = props;
  const { isPending, shareOf, onMove, flip, untrained, over } = props;
  const [ref, size] = useSize<HTMLDivElement>();
  const { width, height } = size;
  const theme = useTheme();
  const layout = useMemo(() => layoutOf({ width, height }, theme), [width, height, theme]);
  const { left, right, top, bottom } = layout.frame;
  const tick = theme["fs-tick"];
  const radius = theme.handle;
  const foot = bottom + layout.queue;
  const axis = useMemo(() => createAxis(props.axis, left, right), [props.axis, left, right]);
  const scale = useScale(props, { top, bottom, apart: tick * 1.8 });
  const pixels = useMemo(
    () => toPixels(from(walked === null ? curve : upTo(curve, walked), locked), axis, scale),
    [curve, walked, locked, axis, scale],
  );
  const ghost = useMemo(() => reference && toPixels(reference, axis, scale), [reference, axis, scale]);
  const others = useMemo(() => compared.map(({ marks }) => toPixels(marks, axis, scale)), [compared, axis, scale]);
  const curves = useMemo(() => [pixels, ...(ghost ? [ghost] : []), ...others], [pixels, ghost, others]);
  const labels = useLabels(props, { axis, scale, layout, theme, pixels, ghost, others });
  const place = cutChartText.place(sparsity, shareOf);
  const { before } = props;
  const summary =
    before === null || accuracy === null || isPending
      ? cutChartText.waiting
      : cutChartText.summary(before.name, before.accuracy, accuracy, place);

  /** The handle goes without steps: by tenths of a percent, and where those are too far apart, by hundredths. */
  const at = (place: number, event: PointerEvent<HTMLElement>) => {
    const share = axis.sparsity(place);
    const parts = event.shiftKey || (axis.kind === "log" && share > 0.99) ? 10_000 : 1000;
    return Math.round(share * parts) / parts;
  };
  const slide = useSlide({
    handle: () => pixelOf(live.get(), axis, scale, layout),
    onSlide: (place, final, event) => onMove({ to: at(place, event) }, final),
    onCancel: props.onCancel,
  });

  return (
    <div ref={ref} className={`${plot.plot} ${plot.drag} ${styles.floor}`} {...slide}>
      <SparsityInput
        sparsity={sparsity}
        text={cutChartText.value(place, isPending ? null : accuracy, props.description)}
        onMove={onMove}
        onCommit={props.onCommit}
      />
      {width > 0 ? (
        <>
          <Queue
            {...{ axis, layout, theme }}
            values={props.values}
            isSigned={props.isSigned}
            locked={locked}
            pruned={props.pruned}
          />
          <svg role="img" aria-label={summary} width={width} height={height}>
            <Backdrop
              {...{ axis, scale, layout, tick }}
              chance={chance?.share ?? null}
              locked={locked}
              unit={props.texts.right}
            />
            <Ghosts reference={ghost} compared={others} />
            <Curve curve={pixels} isStale={age !== null} isFaint={over !== null} isOpen={walked !== null} />
            {over ? null : <Marks {...{ reached, lift, axis, scale }} mark={theme.mark} reach={radius + halo} />}
            {props.marked === null ? null : (
              <path className={svg.cut} d={`M${axis.x(props.marked)} ${bottom}V${foot}`} />
            )}
            {flip ? <Flip x={axis.x(flip.sparsity)} bottom={bottom} foot={foot} /> : null}
            <Labels {...{ labels, axis, scale, layout, radius, live }} />
          </svg>
          {over ? (
            over.draw({ scales: { x: axis.x, y: scale.y }, width, height, curves })
          ) : (
            <>
              <div className={styles.words}>{props.words}</div>
              <Handle
                {...{ live, axis, scale, layout, radius }}
                isIdle={untrained}
                hint={props.hint}
                chipName={props.texts.exactCut}
                isExact={props.exact !== null}
                onChip={props.onExact}
              />
              {props.exact === null ? null : (
                <div className={styles.exact} style={{ height: layout.axis, left: chipAt(axis.x(sparsity), layout) }}>
                  {props.exact}
                </div>
              )}
            </>
          )}
        </>
      ) : null}
    </div>
  );
}

/** The scale of all accuracies that are drawn; as long as its ends stay, the same. */
function useScale(
  { axis, curve, reference, compared, reached, chance, lift, over }: TradeOffProps,
  room: { readonly top: number; readonly bottom: number; readonly apart: number },
) {
  const [least, most] = useMemo(() => {
    const marks = [...curve, ...(reference ?? []), ...compared.flatMap(({ marks }) => marks), ...reached];
    const all = [
      ...marks.map(({ accuracy }) => accuracy),
      chance?.share ?? 0.5,
      ...(lift ? [lift.from, lift.to] : []),
      ...(over?.accuracies ?? []),
    ];
    return [Math.min(...all), Math.max(...all)];
  }, [curve, reference, compared, reached, chance, lift, over]);
  const { top, bottom, apart } = room;
  return useMemo(
    () => createAccuracyScale(axis, [least, most], { top, bottom, apart }),
    [axis, least, most, top, bottom, apart],
  );
}
