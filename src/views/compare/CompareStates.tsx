import { ArrowLeftRight } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import type { RunNode } from "../../recipe/node.ts";
import { compareStates } from "../../store/actions/compareStates.ts";
import { goTo } from "../../store/actions/training.ts";
import { useStore } from "../../store/store.ts";
import { pathTo } from "../../store/tree.ts";
import { compareStatesText, type Which } from "../../text/compareStates.ts";
import { sentenceOf } from "../../text/faults/catalogue.ts";
import { describeNetworks } from "../runs/describe.ts";
import { describeState } from "../runs/mapState.ts";
import { ChangedExamples } from "./ChangedExamples.tsx";
import styles from "./CompareStates.module.css";
import { describeDifference, describeRest, describeWay, figureRows } from "./describe.ts";
import { LayerPairs } from "./LayerPairs.tsx";
import { PerClassPair } from "./PerClassPair.tsx";
import { TableAside } from "./TableAside.tsx";

/** Two states side by side: what they reach and cost, examples that changed, masks and weights. Which two is asked by actions. */
export function CompareStates() {
  const nodes = useStore((state) => state.nodes);
  const compared = useStore((state) => state.compared);
  const [one, other] = [nodes.get(compared?.one ?? 0), nodes.get(compared?.other ?? 0)];
  const ref = useRef<HTMLElement>(null);
  // Who has picked the second state looks here now.
  useEffect(() => ref.current?.focus({ preventScroll: true }), []);
  return (
    <section ref={ref} className={styles.compare} aria-label={compareStatesText.region} tabIndex={-1}>
      {nodes.size < 2 ? (
        <p>{compareStatesText.onlyOne}</p>
      ) : (
        <>
          <div className={styles.pair}>
            <Chosen which="first" node={one} onChoose={(id) => compareStates(id, compared?.other ?? id)} />
            <button
              type="button"
              className="icon"
              aria-label={compareStatesText.turnRound}
              title={compareStatesText.turnRound}
              disabled={!one || !other}
              onClick={() => compareStates(compared!.other, compared!.one)}
            >
              <ArrowLeftRight aria-hidden />
            </button>
            <Chosen which="second" node={other} onChoose={(id) => compareStates(compared?.one ?? id, id)} />
          </div>
          {one && other ? <Outcome nodes={[one, other]} /> : <p role="status">{compareStatesText.deleted}</p>}
        </>
      )}
    </section>
  );
}

/** One of the two, to be chosen among all states. */
function Chosen(props: { which: Which; node: RunNode | undefined; onChoose: (id: number) => void }) {
  const { which, node, onChoose } = props;
  const nodes = useStore((state) => state.nodes);
  const here = useStore(({ place }) => place?.current);
  const isOpening = useStore(({ asked, run, lost }) => asked !== run || lost.includes(node?.run ?? 0));
  const networks = useMemo(() => {
    const all = [...nodes.values()].sort((a, b) => a.id - b.id);
    return all
      .filter(({ parent }) => parent === null)
      .map((root) => [root, all.filter(({ run }) => run === root.run)] as const);
  }, [nodes]);
  const names = describeNetworks(networks.map(([root]) => root));
  return (
    <div className={styles.chosen}>
      <div>
        <span className={which === "first" ? styles.first : styles.second}>{compareStatesText.heading(which)}</span>
        {!node ? null : node.id === here ? (
          <small>{compareStatesText.here}</small>
        ) : (
          <button
            type="button"
            className="link"
            aria-label={compareStatesText.goTo(which)}
            disabled={isOpening}
            onClick={() => goTo(node.id)}
          >
            {compareStatesText.goThere}
          </button>
        )}
      </div>
      <select
        aria-label={compareStatesText.choice(which)}
        value={node?.id ?? ""}
        onChange={({ target }) => onChoose(Number(target.value))}
      >
        {node ? null : <option value="">{compareStatesText.choose}</option>}
        {networks.map(([root, states], i) => (
          <optgroup key={root.id} label={names[i]}>
            {states.map((state) => (
              <option key={state.id} value={state.id}>
                {compareStatesText.option(describeState(state), state.id === here && state !== node)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {node ? <p>{describeWay(pathTo({ nodes }, node.id))}</p> : null}
    </div>
  );
}

/** What came of it, or what it waits for. */
function Outcome({ nodes }: { nodes: readonly [RunNode, RunNode] }) {
  const outcome = useStore(({ compared }) => compared?.outcome ?? null);
  const { one, other } = useStore(({ compared }) => compared!);
  if (!outcome || outcome.kind === "waits")
    return <p role="status">{outcome ? sentenceOf(outcome.said) : compareStatesText.waits}</p>;
  if (outcome.kind !== "done")
    return (
      <div role="alert">
        <p>{compareStatesText.impossible(sentenceOf(outcome.said))}</p>
        <button type="button" className="btn" onClick={() => compareStates(one, other)}>
          {compareStatesText.tryAgain}
        </button>
      </div>
    );
  const { comparison, examples } = outcome;
  const [difference, ...others] = describeDifference(comparison, nodes);
  const rest = describeRest(comparison, nodes);
  return (
    <>
      <p role="status" className={styles.difference}>
        {difference}
      </p>
      <p>{others.join(" ")}</p>
      {rest.length > 0 ? (
        <div role="note" className={styles.rest}>
          {rest.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      ) : null}
      <div className={styles.columns}>
        <section>
          <h3>
            {compareStatesText.figures} <small>{compareStatesText.figuresNote}</small>
          </h3>
          <Figures rows={figureRows(comparison, nodes)} />
        </section>
        <PerClassPair comparison={comparison} />
      </div>
      {examples && comparison.examples ? (
        <ChangedExamples comparison={comparison} changed={comparison.examples} examples={examples} />
      ) : null}
      {comparison.layers.length > 0 ? <LayerPairs layers={comparison.layers} /> : null}
    </>
  );
}

function Figures({ rows }: { rows: ReturnType<typeof figureRows> }) {
  return (
    <TableAside
      {...compareStatesText.figuresTable}
      rows={rows.map(({ what, one, other, difference }) => [what, one, other, difference])}
    />
  );
}
