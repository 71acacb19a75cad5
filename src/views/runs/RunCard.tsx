import { ArrowLeftRight, Play } from "lucide-react";
import type { RunNode } from "../../recipe/node.ts";
import { hideState, longest, nameState, noteState, removeState, whyNot } from "../../store/actions/runs.ts";
import { goTo } from "../../store/actions/training.ts";
import { useStore } from "../../store/store.ts";
import { subtreeOf } from "../../store/tree.ts";
import { dataName } from "../../text/dataNames.ts";
import { sentenceOf } from "../../text/faults/catalogue.ts";
import { cardText } from "../../text/runCard.ts";
import { describeStep } from "../../text/steps.ts";
import { factsOf } from "./facts.ts";
import styles from "./RunCard.module.css";
import { useKeptText } from "./useKeptText.ts";

/** The state that is looked at: all that is known of it, what a person says of it, and what can be done with it. */
export function RunCard(props: {
  node: RunNode;
  isHere: boolean;
  network: string;
  /** The state that another one is chosen for, to be compared with. */
  first: RunNode | null;
  /** Compares it with another state; with one that is chosen next, where none is given. */
  onCompare: (other?: number) => void;
}) {
  const { node, isHere, network, first, onCompare } = props;
  const place = useStore((state) => state.place);
  const here = place?.current;
  const isAlone = useStore((state) => state.nodes.size < 2);
  const nodes = useStore((state) => state.nodes);
  const isOpening = useStore(({ asked, run }) => asked !== run);
  const reason = whyNot({ nodes, place }, node.id);
  const isLost = useStore(({ lost }) => lost.includes(node.run));
  const name = useKeptText(node.name, (text) => nameState(node.id, text));
  const note = useKeptText(node.note, (text) => noteState(node.id, text));
  const below = subtreeOf(nodes, node.id).length - 1;
  return (
    <section className={styles.card} aria-label={cardText.region}>
      <h3>{node.name || describeStep(node.step)}</h3>
      <div className={styles.deeds}>
        {isHere ? (
          <span>{cardText.here}</span>
        ) : (
          <button type="button" className="btn next" disabled={isOpening || isLost} onClick={() => goTo(node.id)}>
            <Play aria-hidden />
            {cardText.goThere}
          </button>
        )}
        {isHere || first ? null : (
          <button type="button" className="btn" onClick={() => onCompare(here)}>
            <ArrowLeftRight aria-hidden />
            {cardText.compareHere}
          </button>
        )}
        {first && first.id !== node.id ? (
          <button type="button" className="btn" onClick={() => onCompare(first.id)}>
            <ArrowLeftRight aria-hidden />
            {cardText.compareWith(first.name || describeStep(first.step))}
          </button>
        ) : (
          <button
            type="button"
            className="btn"
            disabled={isAlone}
            aria-pressed={first !== null}
            onClick={() => onCompare()}
          >
            <ArrowLeftRight aria-hidden />
            {cardText.compare}
          </button>
        )}
      </div>
      <div className={styles.deeds}>
        <button type="button" className="link" onClick={() => hideState(node.id, !node.isHidden)}>
          {node.isHidden ? cardText.show : cardText.hide}
        </button>
        <button
          type="button"
          className="link"
          disabled={reason !== null || isOpening}
          onClick={() => removeState(node.id)}
        >
          {cardText.delete(below)}
        </button>
      </div>
      {isLost ? <p>{cardText.lost(dataName(node.setup.data, node.data))}</p> : null}
      {reason ? <p>{sentenceOf(reason)}</p> : null}
      <div className={styles.fields}>
        <label>
          {cardText.name}
          <input {...name} maxLength={longest.name} />
        </label>
        <label>
          {cardText.note}
          <input {...note} maxLength={longest.note} />
        </label>
      </div>
      <dl>
        {factsOf(node, network).map(([what, words]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
