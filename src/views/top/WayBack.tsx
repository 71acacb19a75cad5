import { Undo2 } from "lucide-react";
import { writeLayers } from "../../network/notation.ts";
import type { RunNode } from "../../recipe/node.ts";
import { returnTo } from "../../store/actions/open.ts";
import { type State, useStore } from "../../store/store.ts";
import { count, percent } from "../../text/numbers.ts";

/** What tells a kept network from the one on the page: its data, else its layers, else its seed. */
function keptName({ setup, data, content }: RunNode, now: Pick<State, "setup" | "data">): string {
  if (data !== now.data?.label) return data;
  if (content !== undefined && content !== now.data.content) return `the other ${data}`;
  const layers = writeLayers(setup.hidden);
  if (layers !== writeLayers(now.setup.hidden)) return layers || "no hidden layers";
  return setup.seed === now.setup.seed ? "the network before" : `seed ${setup.seed}`;
}

/** The way back to the network that another took the place of; nothing done to it is lost. */
export function WayBack() {
  const setup = useStore((state) => state.setup);
  const data = useStore((state) => state.data);
  const kept = useStore(({ nodes, history }) => (history.elsewhere === null ? null : nodes.get(history.elsewhere)));
  if (!kept) return null;
  const { run, trained: step, accuracy } = kept;
  const trained = step > 0 ? `trained ${count(step)} steps` : "untrained";
  return (
    <button
      type="button"
      className="link back"
      title={`As it was left: ${kept.data}, ${writeLayers(kept.setup.hidden)}, seed ${kept.setup.seed}; ${trained}, accuracy ${percent(accuracy)}\u202f%`}
      onClick={() => returnTo(run)}
    >
      <Undo2 aria-hidden />
      Back to {keptName(kept, { setup, data })}
    </button>
  );
}
