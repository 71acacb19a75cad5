import { sum } from "d3-array";
import { scaleLinear } from "d3-scale";

/** Where steps lie along an axis on which marks stand apart. */
export interface TimelinePlaces {
  /** Of every mark, in pixels. */
  readonly marks: readonly number[];
  /** Of a step: where its first and its last mark stand; between marks steps are evenly spread, and both are the same. */
  readonly at: (step: number) => readonly [first: number, last: number];
}

/** Puts marks of ascending steps along [left, right], which ends at step `end`: by their steps, but never less than `apart` pixels
 *  from each other while there is room, for each is to be clicked. */
export function placeMarks(
  steps: readonly number[],
  end: number,
  [left, right]: readonly [number, number],
  apart: number,
): TimelinePlaces {
  const knots = [0, ...steps, Math.max(end, steps.at(-1) ?? 0)];
  const lengths = knots.slice(1).map((knot, i) => knot - knots[i]);
  // The first mark may stand at the very start, the last at the end.
  const least = lengths.map((_, i) => (i === 0 || i === lengths.length - 1 ? 0 : apart));
  const room = right - left;
  const tight = Math.min(1, room / Math.max(1, sum(least)));
  let short = new Set<number>();
  let scale = 0;
  for (;;) {
    const free = lengths.filter((_, i) => !short.has(i));
    const taken = sum(least.filter((_, i) => short.has(i))) * tight;
    scale = sum(free) > 0 ? Math.max(0, room - taken) / sum(free) : 0;
    const next = new Set([...lengths.keys()].filter((i) => lengths[i] * scale < least[i] * tight));
    if (next.size <= short.size) break;
    short = next;
  }
  const places = [left];
  lengths.forEach((length, i) => {
    places.push(places[i] + (short.has(i) ? least[i] * tight : length * scale));
  });
  const between = scaleLinear(knots, places).clamp(true);
  const at = (step: number): readonly [number, number] => {
    const first = knots.indexOf(step, 1);
    if (first > 0 && first <= steps.length) return [places[first], places[knots.lastIndexOf(step, steps.length)]];
    const place = between(step);
    return [place, place];
  };
  return { marks: places.slice(1, -1), at };
}

/** A mark that can make room for others. */
interface Thinned {
  readonly step: number;
  readonly kind: string;
  readonly current: boolean;
}

/** At most so many marks: cuts that another one followed at the same step give way first, then the oldest; never the current one. */
export function thinMarks<Mark extends Thinned>(marks: readonly Mark[], most: number): readonly Mark[] {
  const isPassed = (mark: Mark, i: number) =>
    mark.kind === "prune" && marks[i + 1]?.kind === "prune" && marks[i + 1].step === mark.step;
  const order = marks
    .map((mark, i) => ({ mark, i, passed: isPassed(mark, i) }))
    .filter(({ mark }) => !mark.current)
    .sort((a, b) => Number(b.passed) - Number(a.passed) || a.i - b.i);
  const gone = new Set(order.slice(0, Math.max(0, marks.length - most)).map(({ mark }) => mark));
  return marks.filter((mark) => !gone.has(mark));
}

/** Words over the axis. */
export interface Caption {
  readonly at: number;
  /** The cut, in its colour, and what was done. */
  readonly cut: string;
  readonly text: string;
}

/** A mark, or the cut that is looked at, with its words. */
export interface PlacedMark {
  readonly kind: string;
  readonly caption: string;
  /** In pixels. */
  readonly place: number;
}

/** Puts words over what they tell: a cut's over its mark, a training's from where it began on; fine-tuning stands beside the cut it
 *  follows. The last go first; words that would touch later ones or leave the room are left out. */
export function placeCaptions(
  marks: readonly PlacedMark[],
  letter: number,
  [left, right]: readonly [number, number],
): readonly Caption[] {
  const placed: Caption[] = [];
  let limit = right;
  const put = (at: number, cut: string, text: string) => {
    const isRoom = at + (cut.length + text.length) * letter <= limit;
    if (isRoom) placed.push({ at, cut, text });
    if (isRoom) limit = at - letter;
    return isRoom;
  };
  const centred = (place: number, cut: string, text: string) => {
    const width = (cut.length + text.length) * letter;
    return put(Math.max(left, Math.min(place - width / 2, right - width)), cut, text);
  };
  for (let i = marks.length - 1; i >= 0; i--) {
    const { kind, caption, place } = marks[i];
    const before = marks[i - 1];
    if (caption === "") continue;
    if (kind === "prune") centred(place, caption, "");
    else if (kind === "rewind") centred(place, "", caption);
    else if (kind === "finetune" && before?.kind === "prune") {
      if (put(before.place - 2 * letter, before.caption, ` ${caption}`)) i--;
    } else put(before?.place ?? left, "", caption);
  }
  return placed;
}
