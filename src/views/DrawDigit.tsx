import { type PointerEvent, useEffect, useMemo, useState } from "react";
import { filled } from "../charts/filled.ts";
import { InkPicture } from "../charts/learned/InkPicture.tsx";
import { drawStrokes } from "../data/digits/draw.ts";
import { writeDigit } from "../data/digits/generate.ts";
import { forward } from "../network/forward.ts";
import type { NetworkSpec } from "../network/network.ts";
import { biasMasks } from "../network/wiring.ts";
import { follow, followOwn } from "../store/actions/look.ts";
import { type Cut, useCut } from "../store/cut.ts";
import { useStore } from "../store/store.ts";
import { drawingText } from "../text/drawing.ts";
import styles from "./DrawDigit.module.css";

type PenStroke = readonly (readonly [x: number, y: number])[];

/** What somebody drew, or had drawn: strokes in pixels of the board, or a picture. */
export interface Drawing {
  readonly strokes: readonly PenStroke[];
  readonly picture: Uint8Array | null;
  /** Pictures that the page wrote so far: each is another. */
  readonly written: number;
}

/** Side of the board, in CSS pixels, and of the picture that the network reads. */
const board = 200;
const side = 28;

/** A digit of one's own, and what the network takes it for at this cut: it follows the slider. */
export function DrawDigit({ drawing, onDraw }: { drawing: Drawing; onDraw: (drawing: Drawing) => void }) {
  const cut = useCut();
  const spec = useStore((state) => state.spec);
  const classes = useStore((state) => state.data?.classes ?? []);
  /** The pointer that draws, and what stood before its stroke. */
  const [pen, setPen] = useState<{ pointer: number; before: Drawing } | null>(null);
  const { strokes, picture, written } = drawing;
  const pixels = useMemo(() => picture ?? pixelsOf(strokes), [picture, strokes]);
  const isBlank = !pixels.some((value) => value > 0);
  const answer = useMemo(
    () => (cut && spec && !isBlank ? answerOf(spec, cut, pixels) : null),
    [cut, spec, pixels, isBlank],
  );
  useEffect(() => {
    if (isBlank) follow(useStore.getState().followed);
    else followOwn(pixels);
  }, [pixels, isBlank]);
  const at = (event: PointerEvent<HTMLElement>): PenStroke[number] => {
    const frame = event.currentTarget.getBoundingClientRect();
    return [event.clientX - frame.left, event.clientY - frame.top];
  };
  const write = (digit: number) =>
    onDraw({ strokes: [], picture: writeDigit(digit, written + 1), written: written + 1 });
  const best = answer ? answer.indexOf(Math.max(...answer)) : -1;
  return (
    <div className={styles.drawing}>
      <div
        className={styles.board}
        role="img"
        aria-label={drawingText.board}
        style={{ width: board, height: board }}
        onPointerDown={(event) => {
          if (pen || !event.isPrimary || event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setPen({ pointer: event.pointerId, before: drawing });
          onDraw({ strokes: [...strokes, [at(event)]], picture: null, written });
        }}
        onPointerMove={(event) => {
          if (pen?.pointer !== event.pointerId) return;
          onDraw({ strokes: strokes.with(-1, [...strokes[strokes.length - 1], at(event)]), picture: null, written });
        }}
        onPointerUp={(event) => {
          if (pen?.pointer === event.pointerId) setPen(null);
        }}
        onPointerCancel={(event) => {
          if (pen?.pointer !== event.pointerId) return;
          setPen(null);
          onDraw(pen.before);
        }}
      >
        {picture ? (
          <InkPicture pixels={picture} shape={[side, side]} name={drawingText.written} />
        ) : (
          <svg aria-hidden width={board} height={board}>
            {strokes.length === 0 ? (
              <text x={board / 2} y={board / 2} textAnchor="middle">
                {drawingText.invitation}
              </text>
            ) : null}
            {strokes.map((stroke, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a stroke is its place
              <polyline key={i} points={[stroke[0], ...stroke].map((point) => point.join()).join(" ")} />
            ))}
          </svg>
        )}
      </div>
      <div className={styles.readAs}>
        <p aria-live="polite">
          {answer ? filled(drawingText.reads(<b>{classes[best]}</b>, answer[best])) : drawingText.how}
        </p>
        <ol className={styles.odds}>
          {classes.map((name, c) => (
            <li key={name} className={c === best ? styles.best : undefined}>
              <span>{name}</span>
              <span className={styles.odd} aria-hidden>
                <span style={{ width: `${100 * (answer?.[c] ?? 0)}%` }} />
              </span>
              <span>{drawingText.odds(answer ? answer[c] : null)}</span>
            </li>
          ))}
        </ol>
      </div>
      <div className={styles.foot}>
        <figure>
          <InkPicture pixels={pixels} shape={[side, side]} name={drawingText.picture} />
          <figcaption>{drawingText.asRead(side)}</figcaption>
        </figure>
        <button
          type="button"
          className="btn"
          disabled={isBlank}
          onClick={() => onDraw({ strokes: [], picture: null, written })}
        >
          {drawingText.clear}
        </button>
        <fieldset className={styles.write} aria-label={drawingText.write}>
          <span aria-hidden>{drawingText.writeMe}</span>
          {classes.map((name, c) => (
            <button key={name} type="button" className="link" onClick={() => write(c)}>
              {name}
            </button>
          ))}
        </fieldset>
      </div>
    </div>
  );
}

function pixelsOf(strokes: readonly PenStroke[]): Uint8Array {
  const pixels = new Uint8Array(side * side);
  drawStrokes(strokes, pixels);
  return pixels;
}

/** Probability of every class, under the mask at the handle. */
function answerOf(spec: NetworkSpec, { snapshot: { layers }, mask }: Cut, pixels: Uint8Array): number[] {
  const inputs = Float32Array.from(pixels, (value) => value / 255);
  return Array.from(forward(spec, layers, mask, inputs, 1, biasMasks(layers, mask)).probabilities);
}
