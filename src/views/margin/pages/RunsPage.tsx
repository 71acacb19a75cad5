import { Undo2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { canPutBack } from "../../../store/actions/runs.ts";
import { useStore } from "../../../store/store.ts";
import { runsText } from "../../../text/runs.ts";
import { describeStep } from "../../../text/steps.ts";
import { ActionButton, useAction } from "../../ActionButton.tsx";
import { CompareStates } from "../../compare/CompareStates.tsx";
import { look, useLooked } from "../../runs/looked.ts";
import { RunCard } from "../../runs/RunCard.tsx";
import { RunEnds } from "../../runs/RunEnds.tsx";
import { RunList } from "../../runs/RunList.tsx";
import { SessionList } from "../../runs/SessionList.tsx";
import { compare, compareAgain, goOrCompare, select, useRunRows } from "../../runs/useRuns.ts";
import { useLevel } from "../../useLevel.ts";
import styles from "./RunsPage.module.css";

/** All that was done, in words, beside the chart that it stands on: the ends of all runs, every state, two of them compared, sessions. */
export function RunsPage() {
  const runs = useRunRows();
  const { rows, nodes, networks, here, selected } = runs;
  const lost = useStore((state) => state.lost);
  const { as, showsHidden, first: firstId } = useLooked();
  const first = nodes.get(firstId ?? 0) ?? null;
  useLevel(first !== null, () => look({ first: null }));
  const list = useRef<HTMLDivElement>(null);
  // Arrow keys lead on to the other one; else on the chart.
  useEffect(() => {
    if (firstId !== null && as === "list") list.current!.querySelector<HTMLElement>("button[tabindex='0']")?.focus();
  }, [firstId, as]);
  // Who comes back looks at where they are.
  useEffect(() => () => look({ chosen: null, first: null }), []);
  const node = nodes.get(selected);
  if (!node) return null;
  const hidden = [...nodes.values()].filter(({ isHidden }) => isHidden).length;
  const left = rows.filter(({ isAway }) => isAway).length;
  const network = rows.find(({ state }) => state.id === selected)?.network ?? 0;
  const goes = { onSelect: select, onGo: goOrCompare, goesAtOnce: first !== null };
  const isOfStates = as === "ends" || as === "list";
  return (
    <div className={styles.runs}>
      <p>{runsText.how}</p>
      <div className={styles.tools}>
        {(["ends", "list", "compare", "sessions"] as const).map((one) => (
          <button
            key={one}
            type="button"
            className="link"
            aria-pressed={as === one}
            onClick={() => (one === "compare" ? compareAgain(selected) : look({ first: null, as: one }))}
          >
            {runsText.ways[one]}
          </button>
        ))}
      </div>
      {first ? (
        <p role="status">
          {runsText.choose(first.name || describeStep(first.step))}{" "}
          <button type="button" className="link" onClick={() => look({ first: null })}>
            {runsText.cancel}
          </button>
        </p>
      ) : null}
      <div ref={list}>
        {as === "ends" ? (
          <RunEnds {...runs} onSelect={first ? goOrCompare : select} />
        ) : as === "list" ? (
          <RunList {...runs} {...goes} lost={lost} />
        ) : as === "compare" ? (
          <CompareStates />
        ) : (
          <SessionList />
        )}
      </div>
      {isOfStates ? (
        <>
          <div className={styles.tools}>
            <span role="status">{runsText.counted(nodes.size, left)}</span>
            {hidden > 0 ? (
              <button
                type="button"
                className="link"
                aria-pressed={showsHidden}
                onClick={() => look({ showsHidden: !showsHidden })}
              >
                {runsText.showHidden}
              </button>
            ) : null}
            <PutBack />
          </div>
          <RunCard
            key={selected}
            node={node}
            isHere={selected === here}
            network={networks[network]}
            first={first}
            onCompare={(other) => {
              if (first && other !== undefined) compare(first.id, selected);
              else if (other === undefined) look({ first: first ? null : selected });
              else compare(selected, other);
            }}
          />
          <p>{runsText.kept}</p>
        </>
      ) : null}
    </div>
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
