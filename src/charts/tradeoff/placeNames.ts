import { type Polyline, span, type TextBox } from "./span.ts";

/** Room between a name and its line, in pixels. */
const gap = 3;
/** A name farther than this from all other lines is as clear as can be, in pixels. */
const clear = 36;

/** A line that is named where it runs. */
export interface NamedPoint {
  readonly curve: Polyline;
  readonly name: { readonly width: number; readonly height: number };
}

/** Where the names of lines stand: above or below a piece of their own line, off `others` and what is `taken`, as far from the next
 *  line as possible. Null for a line that nowhere has room. */
export function placeNames(
  lines: readonly NamedPoint[],
  others: readonly Polyline[],
  taken: readonly TextBox[],
  frame: TextBox,
): readonly (TextBox | null)[] {
  const placed: TextBox[] = [...taken];
  return lines.map((line) => {
    const rivals = [...others, ...lines.filter((one) => one !== line).map(({ curve }) => curve)];
    const box = bestPlace(line, rivals, placed, frame);
    if (box) placed.push(box);
    return box;
  });
}

function bestPlace(
  { curve, name }: NamedPoint,
  rivals: readonly Polyline[],
  taken: readonly TextBox[],
  frame: TextBox,
): TextBox | null {
  let best: { box: TextBox; worth: number } | null = null;
  for (let x = frame.x; x <= frame.x + frame.width - name.width; x += 6) {
    const own = span(curve, x, x + name.width);
    // Beside a steep piece a name would hang in the air.
    if (!own || own[1] - own[0] > 2 * name.height) continue;
    for (const y of [own[1] + gap, own[0] - gap - name.height]) {
      const box = { x, y, ...name };
      const isInside = y >= frame.y && y + name.height <= frame.y + frame.height;
      if (!isInside || taken.some((other) => touch(box, other))) continue;
      const distance = Math.min(clear, ...rivals.map((rival) => distanceTo(rival, box)));
      const worth = distance - (own[1] - own[0]);
      if (distance > gap && (!best || worth > best.worth)) best = { box, worth };
    }
  }
  return best?.box ?? null;
}

/** How far a curve passes above or below a box, in pixels; 0 where it crosses it. */
function distanceTo(curve: Polyline, { x, y, width, height }: TextBox): number {
  const range = span(curve, x, x + width);
  return range ? Math.max(0, y - range[1], range[0] - (y + height)) : Number.POSITIVE_INFINITY;
}

/** Whether two boxes have a place in common. */
export const touch = (a: TextBox, b: TextBox) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
