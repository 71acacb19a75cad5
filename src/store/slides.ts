import type { CurvePoint, Level, RunNode } from "../recipe/node.ts";
import { kindOfStep } from "../recipe/steps/registry.ts";
import { axisOf, rankingOf, type Setup } from "../setup/setup.ts";
import type { ReferenceCurve } from "../worker/jobs/reference.ts";
import { accuracyAt } from "./compare.ts";
import type { State } from "./store.ts";

/** Whether nothing was trained: a cut, or weights decided by hand beside it. */
export const isCutState = ({ step }: Pick<RunNode, "step">): boolean =>
  step !== null && (step.kind === "edit" || kindOfStep(step).isCut === true);

/** The state whose weights a state has: itself, or the one that its cuts were made of. */
function madeOf(nodes: State["nodes"], id: number): RunNode | undefined {
  let node = nodes.get(id);
  while (node && isCutState(node) && node.parent !== null) node = nodes.get(node.parent);
  return node;
}

/** Curves are those of weights, however often these were cut, and of how they are ranked. */
const keyOf = ({ id }: Pick<RunNode, "id">, by: string) => `${id} ${by}`;

/** The curves that were seen, with one more: of the state that stands, where it leads through that. While training goes on the curve is of no
 *  state. */
export function withCurve(
  { curves, nodes, place, rankedBy, running }: Pick<State, "curves" | "nodes" | "place" | "rankedBy" | "running">,
  { points }: { readonly points: readonly Level[] },
): State["curves"] {
  const node = madeOf(nodes, place?.current ?? 0);
  if (!node || running !== null || rankedBy === null) return curves;
  const through = accuracyAt(points, node.cut);
  if (through === null || Math.abs(through - node.accuracy) > 1e-6) return curves;
  return new Map(curves).set(keyOf(node, rankedBy), points);
}

/** The same with the curve of any state, as it was worked out. */
export function withCurveOf(
  { curves, nodes }: Pick<State, "curves" | "nodes">,
  id: number,
  { by, points }: Pick<ReferenceCurve, "by" | "points">,
): State["curves"] {
  const node = madeOf(nodes, id);
  return node ? new Map(curves).set(keyOf(node, by), points) : curves;
}

/** The curve that a cut slid down, on the axis in use; null where it is not known. */
export function slideOfCut(
  { curves, nodes }: Pick<State, "curves" | "nodes">,
  setup: Setup,
  id: number,
): readonly CurvePoint[] | null {
  const cut = nodes.get(id);
  const from = madeOf(nodes, id);
  if (!cut || !from || axisOf(cut.setup) !== axisOf(setup)) return null;
  return curves.get(keyOf(from, rankingOf(cut.setup))) ?? null;
}

/** Of some cuts those whose curves are not known, one a curve. */
export function unknownSlides(
  { curves, nodes }: Pick<State, "curves" | "nodes">,
  ids: readonly number[],
): readonly number[] {
  const unknown = new Map<string, number>();
  for (const id of ids) {
    const from = madeOf(nodes, id);
    const key = from && keyOf(from, rankingOf(nodes.get(id)!.setup));
    if (key !== undefined && !curves.has(key) && !unknown.has(key)) unknown.set(key, id);
  }
  return [...unknown.values()];
}
