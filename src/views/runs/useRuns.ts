import { useMemo } from "react";
import { type ForestRow, nodesOf, rowsOf } from "../../charts/runs/forest.ts";
import type { RunsShown } from "../../charts/tradeoff/runsShown.ts";
import type { RunNode } from "../../recipe/node.ts";
import { compareStates } from "../../store/actions/compareStates.ts";
import { goTo } from "../../store/actions/training.ts";
import { placerOn } from "../../store/earlier.ts";
import { useResult } from "../../store/results.ts";
import { slideOfCut } from "../../store/slides.ts";
import { type State, useStore } from "../../store/store.ts";
import { beforeOf, pathTo } from "../../store/tree.ts";
import { counterpartOf } from "../compare/counterpart.ts";
import { describeNetworks } from "./describe.ts";
import { look, useLooked } from "./looked.ts";
import { asMapState } from "./mapState.ts";

const hereIn = ({ place }: Pick<State, "place">) => place?.current ?? 0;
const noLevels = [] as const;

/** All states, line by line. */
export interface RunsInLines {
  readonly rows: readonly ForestRow[];
  readonly nodes: ReadonlyMap<number, RunNode>;
  readonly networks: readonly string[];
  readonly here: number;
  readonly selected: number;
}

export function useRunRows(): RunsInLines {
  const nodes = useStore((state) => state.nodes);
  const here = useStore(hereIn);
  const setup = useStore((state) => state.setup);
  const levels = useResult("curve")?.points ?? noLevels;
  const showsHidden = useLooked((state) => state.showsHidden);
  const chosen = useLooked((state) => state.chosen);
  const { granularity, groupSize, protect } = setup;
  const [states, networks] = useMemo(() => {
    const all = [...nodes.values()];
    const placed = placerOn({ granularity, groupSize, protect }, levels);
    const roots = all.filter(({ parent }) => parent === null).sort((a, b) => a.id - b.id);
    return [all.map((node) => asMapState(node, placed)), describeNetworks(roots)] as const;
  }, [nodes, levels, granularity, groupSize, protect]);
  const rows = useMemo(
    () => rowsOf(showsHidden ? states.map((state) => ({ ...state, isHidden: false })) : states, here),
    [states, here, showsHidden],
  );
  const selected = chosen?.here === here && nodes.has(chosen.id) ? chosen.id : here;
  return { rows, nodes, networks, here, selected };
}

/** The same as the chart draws it. */
export function useRuns(): RunsShown {
  const { rows, nodes, networks, here, selected } = useRunRows();
  const before = useStore(beforeOf);
  const curves = useStore((state) => state.curves);
  const setup = useStore((state) => state.setup);
  const one = useStore(({ compared }) => compared?.one ?? null);
  const other = useStore(({ compared }) => compared?.other ?? null);
  const isComparing = useLooked((state) => state.as === "compare");
  const drawn = useMemo(() => nodesOf(rows, here), [rows, here]);
  const way = useMemo(() => new Set(pathTo({ nodes }, here).map(({ id }) => id)), [nodes, here]);
  const compared = useMemo(
    () =>
      new Map(
        isComparing && one !== null && other !== null
          ? [
              [one, "A"],
              [other, "B"],
            ]
          : [],
      ),
    [isComparing, one, other],
  );
  return useMemo(
    () => ({
      nodes: drawn,
      here,
      before,
      way,
      networks,
      selected,
      compared,
      curveOf: (id) => slideOfCut({ curves, nodes }, setup, id),
    }),
    [drawn, here, before, way, networks, selected, compared, curves, nodes, setup],
  );
}

export const select = (id: number): void => look({ chosen: { id, here: hereIn(useStore.getState()) } });

/** Goes to a state; where another one is to be compared, compares them. */
export function goOrCompare(id: number): void {
  const { first } = useLooked.getState();
  if (first === null) goTo(id);
  else compare(first, id);
}

export function compare(one: number, other: number): void {
  compareStates(one, other);
  look({ first: null, as: "compare" });
}

/** What was compared last, else the state that is looked at and what one is likely to want beside it. */
export function compareAgain(selected: number): void {
  const { compared, nodes, place } = useStore.getState();
  const here = hereIn({ place });
  look({ first: null, as: "compare" });
  const isThere = compared && nodes.has(compared.one) && nodes.has(compared.other);
  if (isThere && compared.outcome?.kind !== "failed") return;
  const other = selected === here ? counterpartOf(nodes, here) : here;
  if (isThere) compareStates(compared.one, compared.other);
  else if (other !== null) compareStates(selected === here ? other : selected, selected === here ? here : other);
}
