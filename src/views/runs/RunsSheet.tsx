import { Undo2 } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { nodesOf, rowsOf } from "../../charts/runs/forest.ts";
import { RunMap } from "../../charts/runs/RunMap.tsx";
import symbols from "../../charts/runs/symbols.module.css";
import { shapeOf } from "../../charts/runs/symbols.ts";
import { compareStates } from "../../store/actions/compareStates.ts";
import { canPutBack, describeStep } from "../../store/actions/runs.ts";
import { goTo } from "../../store/actions/training.ts";
import { useStore } from "../../store/store.ts";
import { beforeOf, pathTo } from "../../store/tree.ts";
import { ActionButton, useAction } from "../ActionButton.tsx";
import { CompareStates } from "../compare/CompareStates.tsx";
import { counterpartOf } from "../compare/counterpart.ts";
import { count } from "../format.ts";
import { useLevel } from "../useLevel.ts";
import { asMapState, describeNetworks } from "./describe.ts";
import { RunCard } from "./RunCard.tsx";
import { RunList } from "./RunList.tsx";
import styles from "./RunsSheet.module.css";
import { SessionList } from "./SessionList.tsx";

/** How the states are looked at. */
export interface RunsView {
  readonly as: "map" | "list" | "compare" | "sessions";
  readonly showsHidden: boolean;
}

const waysToLook = { map: "Map", list: "List", compare: "Compare", sessions: "Sessions kept" } as const;

/** All that was done, as a map or a list, with the state that is looked at below; or all sessions. */
export function RunsSheet({ view, onView }: { view: RunsView; onView: (view: RunsView) => void }) {
  const nodes = useStore((state) => state.nodes);
  const here = useStore(({ place }) => place?.current ?? 0);
  const before = useStore(beforeOf);
  const [chosen, choose] = useState({ id: here, here });
  const [states, networks] = useMemo(() => {
    const all = [...nodes.values()];
    const roots = all.filter(({ parent }) => parent === null).sort((a, b) => a.id - b.id);
    return [all.map(asMapState), describeNetworks(roots)] as const;
  }, [nodes]);
  const { as, showsHidden } = view;
  const rows = useMemo(
    () => rowsOf(showsHidden ? states.map((state) => ({ ...state, isHidden: false })) : states, here),
    [states, here, showsHidden],
  );
  const shown = useMemo(() => nodesOf(rows, here), [rows, here]);
  const way = useMemo(() => new Set(pathTo({ nodes }, here).map(({ id }) => id)), [nodes, here]);
  // Who goes somewhere looks at where they are.
  const selected = chosen.here === here && nodes.has(chosen.id) ? chosen.id : here;
  const node = nodes.get(selected);
  const lost = useStore((state) => state.lost);
  const [firstId, setFirst] = useState<number | null>(null);
  const first = nodes.get(firstId ?? 0) ?? null;
  useLevel(first !== null, () => setFirst(null));
  const ref = useRef<HTMLDivElement>(null);
  // Arrow keys lead on to the other one.
  useEffect(() => {
    if (firstId !== null) ref.current?.querySelector<HTMLElement>("button[tabindex='0']")?.focus();
  }, [firstId]);
  if (!node) return null;
  const hidden = states.filter(({ isHidden }) => isHidden).length;
  const left = rows.filter(({ isAway }) => isAway).length;
  const select = (id: number) => choose({ id, here });
  /** What was compared last, else the state that is looked at and what one is likely to want beside it. */
  const compareAgain = () => {
    const { compared } = useStore.getState();
    const isThere = compared && nodes.has(compared.one) && nodes.has(compared.other);
    if (isThere && compared.outcome?.kind !== "failed") return;
    const other = selected === here ? counterpartOf(nodes, here) : here;
    if (isThere) compareStates(compared.one, compared.other);
    else if (other !== null) compareStates(selected === here ? other : selected, selected === here ? here : other);
  };
  const compareWith = (id: number) => {
    compareStates(first!.id, id);
    setFirst(null);
    onView({ ...view, as: "compare" });
  };
  const network = rows.find(({ state }) => state.id === selected)?.network ?? 0;
  const goes = { onSelect: select, onGo: first ? compareWith : goTo, goesAtOnce: first !== null };
  return (
    <>
      <div className={styles.tools}>
        {(["map", "list", "compare", "sessions"] as const).map((one) => (
          <button
            key={one}
            type="button"
            className="link"
            aria-pressed={as === one}
            onClick={() => {
              if (one === "compare") compareAgain();
              setFirst(null);
              onView({ ...view, as: one });
            }}
          >
            {waysToLook[one]}
          </button>
        ))}
        <span role="status">
          {count(states.length)} {states.length === 1 ? "state" : "states"}
          {left > 0 ? `, ${count(left)} of them left out of the map` : ""}
        </span>
        {hidden > 0 ? (
          <button
            type="button"
            className="link"
            aria-pressed={showsHidden}
            onClick={() => onView({ ...view, showsHidden: !showsHidden })}
          >
            show hidden ones
          </button>
        ) : null}
        <PutBack />
      </div>
      {first ? (
        <p role="status" className={styles.tools}>
          Choose the state to compare “{first.name || describeStep(first)}” with.{" "}
          <button type="button" className="link" onClick={() => setFirst(null)}>
            Cancel
          </button>
        </p>
      ) : null}
      <div ref={ref}>
        {as === "map" ? (
          <>
            <RunMap {...{ nodes: shown, here, before, way, networks, selected, ...goes }} />
            <MapKey networks={networks} />
          </>
        ) : as === "list" ? (
          <RunList {...{ rows, nodes, networks, here, lost, selected, ...goes }} />
        ) : as === "compare" ? (
          <CompareStates />
        ) : (
          <SessionList />
        )}
      </div>
      {as === "map" || as === "list" ? (
        <RunCard
          key={selected}
          node={node}
          isHere={selected === here}
          network={networks[network]}
          first={first}
          onCompare={(other) => {
            if (first && other !== undefined) compareWith(selected);
            else if (other === undefined) setFirst(first ? null : selected);
            else {
              compareStates(selected, other);
              onView({ ...view, as: "compare" });
            }
          }}
        />
      ) : null}
    </>
  );
}

/** Brings back what was deleted last; the focus goes here from what is gone. */
function PutBack() {
  const count = useStore(({ removed }) => removed.length);
  const isThere = useStore(canPutBack);
  const { label } = useAction("put-back");
  const ref = useRef<HTMLSpanElement>(null);
  const before = useRef(count);
  useEffect(() => {
    if (count > before.current) ref.current?.querySelector("button")?.focus();
    before.current = count;
  }, [count]);
  if (!isThere) return null;
  return (
    <span ref={ref}>
      <ActionButton id="put-back" className="link back">
        <Undo2 aria-hidden />
        {label}
      </ActionButton>
    </span>
  );
}

/** What marks and lines mean; networks by their shapes where there are several. */
function MapKey({ networks }: { networks: readonly string[] }) {
  const mark = (network: number, kind: string) => (
    <svg aria-hidden width={15} height={15} viewBox="-8.5 -8.5 17 17">
      <path className={`${symbols.node} ${kind}`} d={shapeOf(network, 6)} />
    </svg>
  );
  return (
    <ul className={styles.key}>
      <li>{mark(0, "")} trained</li>
      <li>{mark(0, symbols.cut)} cut, not trained since</li>
      <li>{mark(0, symbols.here)} you are here</li>
      <li>thick: the way here; dotted: a cut that was moved</li>
      {networks.length > 1
        ? networks.map((name, network) => (
            <li key={name}>
              {mark(network, "")} {name}
            </li>
          ))
        : null}
    </ul>
  );
}
