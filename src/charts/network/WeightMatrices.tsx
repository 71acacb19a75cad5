import { type CSSProperties, useEffect, useMemo, useRef } from "react";
import type { Mask } from "../../network/mask.ts";
import type { Layer } from "../../network/network.ts";
import { type Chosen, weightsOfUnits } from "../../pruning/chosen.ts";
import { BrushBox } from "../BrushBox.tsx";
import { prepareCanvas } from "../canvas.ts";
import { channels, mix, packed } from "../colour.ts";
import { Line } from "../Line.tsx";
import plot from "../plot.module.css";
import { type BrushedBox, useBrush } from "../useBrush.ts";
import { useSize } from "../useSize.ts";
import { type ThemeTokens, useTheme } from "../useTheme.ts";
import { paintConnected, paintDifference, paintKept } from "./cells.ts";
import { ramp, tilingOf } from "./tiles.ts";
import styles from "./WeightMatrices.module.css";

export interface MatricesProps {
  readonly layers: readonly Layer[];
  /** What the layers are called, in order. */
  readonly names: readonly string[];
  readonly mask: Mask;
  /** The mask of another cut to show differences from. */
  readonly other: Mask | undefined;
  readonly dead: readonly Uint8Array[];
  /** [height, width] of the images the first layer reads; its units become tiles of that shape. */
  readonly imageShape: readonly number[] | null;
  /** Share of the width each layer gets. */
  readonly columns: readonly number[];
  readonly summary: string;
  /** A click on a cell; with Shift, on its whole unit. */
  readonly onToggle: (chosen: Chosen) => void;
  /** A box around cells, and where it stands on the page's picture of that layer. */
  readonly onChoose: (chosen: Chosen, box: BrushedBox) => void;
  /** What is chosen now. */
  readonly chosen: Chosen | null;
}

/** Big layers as pictures: filters and units that read an image as tiles of pixels, the others as matrices, rows in, columns out. */
export function WeightMatrices(props: MatricesProps) {
  const { layers, names, mask, other, dead, imageShape, columns, summary, chosen, onToggle, onChoose } = props;
  return (
    <div
      className={styles.matrices}
      role="img"
      aria-label={summary}
      style={{ "--columns": columns.map((share) => `minmax(0, ${share}fr)`).join(" ") } as CSSProperties}
    >
      {layers.map((layer, l) => (
        <figure key={layer.name}>
          <Line as="figcaption" shorter={[shapeOf(names[l], layer.shape), names[l]]}>
            {shapeOf(names[l], layer.shape)}
            <span className="wordy">{legendOf(layer.shape, l === 0 && imageShape !== null)}</span>
          </Line>
          <Picture
            layer={layer}
            bits={mask.get(layer.name)!}
            otherBits={other?.get(layer.name)}
            dead={dead[l]}
            before={dead[l - 1]}
            image={l === 0 && layer.shape.length === 2 ? imageShape : null}
            chosen={chosen?.get(layer.name)}
            onToggle={(index, isWhole) =>
              onToggle(
                isWhole
                  ? weightsOfUnits(layers, l, new Set([index % layer.bias.length]))
                  : new Map([[layer.name, [index]]]),
              )
            }
            onChoose={(indexes, box) => onChoose(new Map([[layer.name, indexes]]), box)}
          />
        </figure>
      ))}
    </div>
  );
}

/** Colours of every weight, as if none were pruned; made once a change of weights or theme. */
function useColours(layer: Layer, theme: ThemeTokens): Uint32Array {
  return useMemo(() => {
    const levels = 24;
    const positive = ramp(theme.paper, theme.pos, levels);
    const negative = ramp(theme.paper, theme.neg, levels);
    const { weights } = layer;
    let squares = 0;
    for (const weight of weights) squares += weight * weight;
    // Strength saturates at three standard deviations, or a few giants would leave the rest blank.
    const scale = levels / (3 * Math.sqrt(squares / weights.length) || 1);
    const colours = new Uint32Array(weights.length);
    for (let i = 0; i < weights.length; i++) {
      const level = Math.min(levels, 1 + Math.floor(Math.abs(weights[i]) * scale));
      colours[i] = weights[i] >= 0 ? positive[level] : negative[level];
    }
    return colours;
  }, [layer, theme]);
}

/** Colours of a weight that both cuts prune, the other alone, this one alone, none. */
const differenceColours = ({ paper, ink, cut, other }: ThemeTokens) => [
  channels(paper),
  channels(other),
  channels(cut),
  mix(paper, ink, 0.16),
];

function Picture(props: {
  layer: Layer;
  bits: Uint8Array;
  otherBits: Uint8Array | undefined;
  /** 1 marks a dead unit, of this layer and of the one it reads. */
  dead: Uint8Array | undefined;
  before: Uint8Array | undefined;
  image: readonly number[] | null;
  chosen: readonly number[] | undefined;
  onToggle: (index: number, isWhole: boolean) => void;
  onChoose: (indexes: number[], box: BrushedBox) => void;
}) {
  const { layer, bits, otherBits, dead, before, image: shape, chosen, onToggle, onChoose } = props;
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const colours = useColours(layer, theme);
  const [rows, units] = layer.shape;
  const tiling = useMemo(() => tilingOf(layer.shape, shape, width, height), [layer.shape, shape, width, height]);
  const picture = useMemo(() => {
    if (width === 0) return null;
    const across = tiling ? tiling.columns * tiling.tile[1] : units;
    const down = tiling ? tiling.rows * tiling.tile[0] : rows;
    return { image: new ImageData(across, down), small: new OffscreenCanvas(across, down) };
  }, [tiling, width, units, rows]);

  useEffect(() => {
    if (!picture || width === 0) return;
    const { image, small } = picture;
    const pixels = new Uint32Array(image.data.buffer);
    const blank = packed(channels(theme.paper));
    pixels.fill(blank);
    const places = tiling?.places;
    if (otherBits) {
      const looks = Uint32Array.from(differenceColours(theme), (colour) => packed(colour));
      paintDifference(pixels, places, bits, otherBits, looks);
    } else if (dead?.includes(1) || before?.includes(1)) {
      const moot = packed(channels(theme["rule-2"]));
      paintConnected(pixels, places, bits, colours, { units: layer.bias.length, dead, before, blank, moot });
    } else paintKept(pixels, places, bits, colours, blank);
    small.getContext("2d")!.putImageData(image, 0, 0);
    const context = prepareCanvas(canvas.current!, width, height);
    if (!tiling) {
      context.imageSmoothingEnabled = image.width > width * devicePixelRatio;
      context.drawImage(small, 0, 0, width, height);
      context.strokeStyle = theme.rule;
      context.strokeRect(0.5, 0.5, width - 1, height - 1);
      return;
    }
    const { columns, rows: down, side: step, tile } = tiling;
    const isConv = layer.shape.length === 4;
    // Smoothing when shrinking, or dots would drop out.
    context.imageSmoothingEnabled = step * devicePixelRatio < tile[1];
    context.imageSmoothingQuality = "medium";
    context.drawImage(small, 1, 1, step * columns, step * down);
    for (let t = 0; t < tiling.count; t++) {
      const unit = tiling.unitOf(t);
      const x = (t % columns) * step;
      const y = Math.floor(t / columns) * step;
      if (isConv) {
        // A gap, so that each filter is seen as one.
        context.setLineDash([]);
        context.strokeStyle = theme.paper;
        context.lineWidth = Math.min(6, 1 + step / 10);
        context.strokeRect(x, y, step, step);
        context.lineWidth = 1;
        if (!dead?.[unit]) continue;
      }
      context.setLineDash(dead?.[unit] ? [2, 2.5] : []);
      context.strokeStyle = dead?.[unit] ? theme["rule-2"] : theme.rule;
      context.strokeRect(x + 0.5, y + 0.5, step - 1.5, step - 1.5);
    }
    context.setLineDash([]);
  }, [picture, tiling, layer, bits, otherBits, before, colours, theme, width, height, dead]);
  const brush = useBrush(
    (x, y, event) => {
      const [index] = cellsIn({ x0: x, y0: y, x1: x, y1: y });
      if (index !== undefined) onToggle(index, event.shiftKey);
    },
    (box) => {
      const indexes = cellsIn(box);
      const frame = ref.current!;
      const [left, top] = [frame.offsetLeft, frame.offsetTop];
      if (indexes.length > 0)
        onChoose(indexes, { x0: box.x0 + left, y0: box.y0 + top, x1: box.x1 + left, y1: box.y1 + top });
    },
  );

  /** Weights whose cells a box touches. */
  function cellsIn({ x0, y0, x1, y1 }: BrushedBox): number[] {
    if (!picture) return [];
    const { width: across, height: down } = picture.image;
    const [wide, high] = tiling ? [tiling.side * tiling.columns, tiling.side * tiling.rows] : [width, height];
    const cell = (place: number, room: number, cells: number) => Math.floor((place / room) * cells);
    const [left, right] = [cell(x0, wide, across), cell(x1, wide, across)];
    const [top, bottom] = [cell(y0, high, down), cell(y1, high, down)];
    return Array.from(bits.keys()).filter((i) => {
      const place = tiling ? tiling.places[i] : i;
      const [x, y] = [place % across, Math.floor(place / across)];
      return x >= left && x <= right && y >= top && y <= bottom;
    });
  }

  /** The smallest box around the cells of some weights. */
  const frame = useMemo(() => {
    if (!picture || !chosen?.length) return null;
    const { width: across, height: down } = picture.image;
    const [wide, high] = tiling ? [tiling.side * tiling.columns, tiling.side * tiling.rows] : [width, height];
    let [left, top, right, bottom] = [across, down, 0, 0];
    for (const index of chosen) {
      const place = tiling ? tiling.places[index] : index;
      const [x, y] = [place % across, Math.floor(place / across)];
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
    }
    const [cellWidth, cellHeight] = [wide / across, high / down];
    return { x0: left * cellWidth, y0: top * cellHeight, x1: right * cellWidth, y1: bottom * cellHeight };
  }, [picture, tiling, chosen, width, height]);

  return (
    <div ref={ref} className={`${styles.picture} ${plot.pick}`} {...brush.handlers}>
      <canvas ref={canvas} style={{ width, height }} />
      {frame && !brush.box ? <BrushBox box={frame} /> : null}
      {brush.box ? <BrushBox box={brush.box} /> : null}
    </div>
  );
}

/** What a picture shows. */
function shapeOf(name: string | undefined, shape: readonly number[]): string {
  const [from, to] = shape.slice(-2);
  return `${name}, ${from} → ${to}${shape.length === 4 ? ` filters of ${shape[0]} × ${shape[1]}` : ""}`;
}

/** How it is read, where that is not plain. */
function legendOf(shape: readonly number[], readsImages: boolean): string {
  if (shape.length === 4) return shape[2] > 1 ? ": a column per filter, a row per channel" : "";
  return readsImages ? ": one tile per unit, one dot per pixel it reads" : "";
}
