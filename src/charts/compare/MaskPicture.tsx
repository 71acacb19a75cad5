import { useEffect, useMemo, useRef } from "react";
import { prepareCanvas } from "../canvas.ts";
import { channels, mix, packed } from "../colour.ts";
import { paintDifference } from "../network/cells.ts";
import { tilingOf } from "../network/tiles.ts";
import { useSize } from "../useSize.ts";
import { useTheme } from "../useTheme.ts";
import styles from "./compare.module.css";

/** Cells are no larger, the picture is no higher, and neither side of it shorter where cells allow, in CSS pixels. */
const largestCell = 30;
const highest = 320;
const shortestSide = 160;

/** Which weights of a layer two states keep: both, one of them alone, none; as a matrix, rows in, columns out, or as tiles of filters and
 *  of units that read an image. */
export function MaskPicture(props: {
  shape: readonly number[];
  masks: readonly [one: Uint8Array, other: Uint8Array];
  /** [height, width] of the image that the layer reads, if it does. */
  image: readonly number[] | null;
  summary: string;
}) {
  const { shape, masks, image, summary } = props;
  const [ref, { width }] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  const [rows, units] = shape.slice(-2);
  const isTiled = shape.length === 4 || image !== null;
  const cell = Math.min(largestCell, width / units, highest / rows);
  // Cells of long matrices are no squares.
  const sideOf = (cells: number, most: number) =>
    Math.max(cell * cells, Math.min(most, largestCell * cells, shortestSide));
  const [wide, high] = isTiled ? [width, highest] : [sideOf(units, width), sideOf(rows, highest)];
  const tiling = useMemo(() => tilingOf(shape, image, wide, high), [shape, image, wide, high]);
  const down = tiling ? tiling.side * tiling.rows : high;
  useEffect(() => {
    if (width === 0) return;
    const [across, along] = tiling ? [tiling.columns * tiling.tile[1], tiling.rows * tiling.tile[0]] : [units, rows];
    const picture = new ImageData(across, along);
    const pixels = new Uint32Array(picture.data.buffer);
    pixels.fill(packed(channels(theme.paper)));
    const looks = [channels(theme.paper), channels(theme.cut), channels(theme.other), mix(theme.paper, theme.ink, 0.3)];
    paintDifference(
      pixels,
      tiling?.places,
      ...masks,
      Uint32Array.from(looks, (colour) => packed(colour)),
    );
    const small = new OffscreenCanvas(across, along);
    small.getContext("2d")!.putImageData(picture, 0, 0);
    const context = prepareCanvas(canvas.current!, wide, down);
    const drawn = tiling ? tiling.side * tiling.columns : wide;
    // Smoothing when shrinking, or cells would drop out.
    context.imageSmoothingEnabled = drawn * devicePixelRatio < across;
    context.drawImage(small, 0, 0, drawn, down);
    context.strokeStyle = theme["rule-2"];
    context.lineWidth = 1;
    if (!tiling) context.strokeRect(0.5, 0.5, wide - 1, down - 1);
    for (let t = 0; tiling && t < tiling.count; t++) {
      const [x, y] = [(t % tiling.columns) * tiling.side, Math.floor(t / tiling.columns) * tiling.side];
      context.strokeStyle = shape.length === 4 ? theme.paper : theme.rule;
      context.lineWidth = shape.length === 4 ? Math.min(6, 1 + tiling.side / 10) : 1;
      context.strokeRect(x + 0.5, y + 0.5, tiling.side - 1, tiling.side - 1);
    }
  }, [masks, tiling, shape, rows, units, width, wide, down, theme]);
  return (
    <div ref={ref} className={styles.masks} role="img" aria-label={summary}>
      <canvas ref={canvas} style={{ width: wide, height: down }} />
    </div>
  );
}
