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
import { ramp } from "./tiles.ts";
import styles from "./WeightMatrices.module.css";

export interface MatricesProps {
  readonly layers: readonly Layer[];
  /** What the layers are called, in order. */
  readonly names: readonly string[];
  readonly mask: Mask;
  /** The mask of another cut to show differences from. */
  readonly other: Mask | undefined;
  readonly dead: readonly Uint8Array[];
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

/** Big dense layers as matrices, rows in, columns out. */
export function WeightMatrices(props: MatricesProps) {
  const { layers, names, mask, other, dead, columns, summary, chosen, onToggle, onChoose } = props;
  return (
    <div
      className={styles.matrices}
      role="img"
      aria-label={summary}
      style={{ "--columns": columns.map((share) => `minmax(0, ${share}fr)`).join(" ") } as CSSProperties}
    >
      {layers.map((layer, l) => (
        <figure key={layer.name}>
          <Line as="figcaption" shorter={[names[l]]}>
            {`${names[l]}, ${layer.shape.join(" → ")}`}
          </Line>
          <Picture
            layer={layer}
            bits={mask.get(layer.name)!}
            otherBits={other?.get(layer.name)}
            dead={dead[l]}
            before={dead[l - 1]}
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
  chosen: readonly number[] | undefined;
  onToggle: (index: number, isWhole: boolean) => void;
  onChoose: (indexes: number[], box: BrushedBox) => void;
}) {
  const { layer, bits, otherBits, dead, before, chosen, onToggle, onChoose } = props;
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const colours = useColours(layer, theme);
  const [rows, units] = layer.shape;
  const picture = useMemo(() => {
    if (width === 0) return null;
    return { image: new ImageData(units, rows), small: new OffscreenCanvas(units, rows) };
  }, [width, units, rows]);

  useEffect(() => {
    if (!picture || width === 0) return;
    const { image, small } = picture;
    const pixels = new Uint32Array(image.data.buffer);
    const blank = packed(channels(theme.paper));
    if (otherBits) {
      const looks = Uint32Array.from(differenceColours(theme), (colour) => packed(colour));
      paintDifference(pixels, undefined, bits, otherBits, looks);
    } else if (dead?.includes(1) || before?.includes(1)) {
      const moot = packed(channels(theme["rule-2"]));
      paintConnected(pixels, bits, colours, { units, dead, before, blank, moot });
    } else paintKept(pixels, bits, colours, blank);
    small.getContext("2d")!.putImageData(image, 0, 0);
    const context = prepareCanvas(canvas.current!, width, height);
    context.imageSmoothingEnabled = units > width * devicePixelRatio;
    context.drawImage(small, 0, 0, width, height);
    context.strokeStyle = theme.rule;
    context.strokeRect(0.5, 0.5, width - 1, height - 1);
  }, [picture, units, bits, otherBits, before, colours, theme, width, height, dead]);
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
    const cell = (place: number, room: number, cells: number) => Math.floor((place / room) * cells);
    const [left, right] = [cell(x0, width, units), cell(x1, width, units)];
    const [top, bottom] = [cell(y0, height, rows), cell(y1, height, rows)];
    return Array.from(bits.keys()).filter((i) => {
      const [x, y] = [i % units, Math.floor(i / units)];
      return x >= left && x <= right && y >= top && y <= bottom;
    });
  }

  /** The smallest box around the cells of some weights. */
  const frame = useMemo(() => {
    if (!chosen?.length) return null;
    let [left, top, right, bottom] = [units, rows, 0, 0];
    for (const index of chosen) {
      const [x, y] = [index % units, Math.floor(index / units)];
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
    }
    const [cellWidth, cellHeight] = [width / units, height / rows];
    return { x0: left * cellWidth, y0: top * cellHeight, x1: right * cellWidth, y1: bottom * cellHeight };
  }, [chosen, units, rows, width, height]);

  return (
    <div ref={ref} className={`${styles.picture} ${plot.pick}`} {...brush.handlers}>
      <canvas ref={canvas} style={{ width, height }} />
      {frame && !brush.box ? <BrushBox box={frame} /> : null}
      {brush.box ? <BrushBox box={brush.box} /> : null}
    </div>
  );
}
