import type { RunNode } from "../../recipe/node.ts";
import { kindOfStep } from "../../recipe/steps/registry.ts";
import { pathTo } from "../../store/tree.ts";

/** The state that a person is likely to want beside another: of the same network, of another branch, trained since it was cut, pruned about
 *  as much; of equals the latest. Null where there is no other. */
export function counterpartOf(nodes: ReadonlyMap<number, RunNode>, id: number): number | null {
  const state = nodes.get(id);
  if (!state) return null;
  const way = new Set(pathTo({ nodes }, id).map((one) => one.id));
  const distance = (node: RunNode) => [
    Number(node.isHidden),
    Number(node.run !== state.run),
    Number(way.has(node.id)),
    Number(node.step !== null && kindOfStep(node.step).isCut === true),
    Math.round(1000 * Math.abs(node.pruned - state.pruned)),
    -node.id,
  ];
  const others = [...nodes.values()].filter((node) => node.id !== id);
  const nearest = others.toSorted((a, b) => {
    const [one, other] = [distance(a), distance(b)];
    const place = one.findIndex((value, i) => value !== other[i]);
    return place < 0 ? 0 : one[place] - other[place];
  });
  return nearest[0]?.id ?? null;
}
