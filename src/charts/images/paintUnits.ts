import { mix } from "../colour.ts";
import type { Paint } from "./paint.ts";
import { frame } from "./paintMarks.ts";
import { type AnswerColumn, heightOf, type Plan, type UnitColumn } from "./plan.ts";

/** Steps in which units are told apart by what they answer. */
const shades = 24;

/** Units of a dense layer: ticks, dark where they answer what is followed; those that are gone stand hollow. */
export function paintUnits(
  brush: Paint,
  plan: Plan,
  { x, width, count }: UnitColumn,
  given: {
    order: readonly number[];
    strengths: Float32Array | null;
    dead: Uint8Array | undefined;
    marked: ReadonlySet<number> | null;
  },
): void {
  const { context, theme } = brush;
  const { order, strengths, dead, marked } = given;
  const { top, bottom } = plan;
  const step = (bottom - top) / count;
  context.fillStyle = theme.paper;
  context.fillRect(x - width / 2 - 1, top - 1, width + 2, bottom - top + 2);
  const looks = Array.from({ length: shades + 1 }, (_, shade) => {
    const [red, green, blue] = mix(theme["paper-2"], theme.ink, shade / shades);
    return `rgb(${red} ${green} ${blue})`;
  });
  const runs: [number, number][] = [];
  order.forEach((unit, place) => {
    const y = top + place * step;
    if (dead?.[unit]) {
      context.fillStyle = theme["rule-2"];
      context.fillRect(x - 0.75, y + step / 2 - 0.5, 1.5, 1);
      return;
    }
    const last = runs.at(-1);
    if (last?.[1] === place) last[1]++;
    else runs.push([place, place + 1]);
    const strength = strengths?.[unit] ?? 0;
    context.fillStyle = looks[Math.round(strength * shades)];
    context.fillRect(x - width / 2, y, width, Math.max(1, step - (step > 3 ? 0.8 : 0)));
    if (marked?.has(unit)) {
      context.fillStyle = theme.ink;
      context.fillRect(x - width / 2 - 6, y + step / 2 - 0.6, 4, 1.3);
    }
  });
  const around = { left: x - width / 2 - 1, width: width + 2 };
  if (runs.length !== 1 || runs[0][1] - runs[0][0] < count)
    frame(brush, { ...around, top: top - 1, height: bottom - top + 2 }, true);
  for (const [from, to] of runs)
    frame(brush, { ...around, top: top + from * step - 1, height: (to - from) * step + 2 }, strengths === null);
}

/** Names and bars of the answers; the network's is dark, and in the colour of the cut where it is wrong. */
export function paintAnswers(
  brush: Paint,
  plan: Plan,
  column: AnswerColumn,
  given: { classes: readonly string[]; probabilities: Float32Array | null; label: number | null; title: string | null },
): void {
  const { context, theme, labels } = brush;
  const { classes, probabilities, label, title } = given;
  const { size } = labels;
  const { x, name, bar, count } = column;
  const pitch = (plan.bottom - plan.top) / count;
  const best = probabilities ? probabilities.indexOf(Math.max(...probabilities)) : -1;
  const each = Math.max(1, Math.ceil((0.95 * size) / pitch));
  if (title && plan.top >= 1.8 * size) {
    const look = { weight: 400, colour: theme["ink-3"], align: "right", room: 160 } as const;
    labels.draw(context, title, x + name + 7 + bar, plan.top - size, look);
  }
  classes.forEach((text, c) => {
    const y = heightOf(plan, column, c);
    const isBest = c === best;
    const colour = isBest && label !== null && c !== label ? theme.cut : theme.ink;
    const isCovered = best >= 0 && !isBest && Math.abs(c - best) * pitch < 0.95 * size;
    if (isBest || (c % each === 0 && !isCovered)) {
      const look = {
        weight: isBest ? 600 : 400,
        colour: isBest ? colour : theme["ink-3"],
        align: "left",
        room: name,
      } as const;
      labels.draw(context, text, x, y, look);
    }
    const from = x + name + 7;
    context.fillStyle = theme.rule;
    context.fillRect(from, y - 0.5, bar, 1);
    if (!probabilities) return;
    context.fillStyle = colour;
    const high = Math.min(6, Math.max(1.5, pitch - 2));
    context.fillRect(from, y - high / 2, Math.max(1, bar * probabilities[c]), high);
  });
}
