import { Undo2 } from "lucide-react";
import { writeLayers } from "../../network/notation.ts";
import type { RunNode } from "../../recipe/node.ts";
import { returnTo } from "../../store/actions/open.ts";
import { type State, useStore } from "../../store/store.ts";
import { dataName } from "../../text/dataNames.ts";
import { wayBackText } from "../../text/top.ts";

/** What tells a kept network from the one on the page: its data, else its layers, else its seed. */
function keptName({ setup, content, ...kept }: RunNode, now: Pick<State, "setup" | "data">): string {
  const data = dataName(setup.data, kept.data);
  if (setup.data !== now.data?.id || kept.data !== now.data.label) return data;
  if (content !== undefined && content !== now.data.content) return wayBackText.otherData(data);
  const layers = writeLayers(setup.hidden);
  if (layers !== writeLayers(now.setup.hidden)) return wayBackText.layers(layers);
  return setup.seed === now.setup.seed ? wayBackText.before : wayBackText.seed(setup.seed);
}

/** The way back to the network that another took the place of; nothing done to it is lost. */
export function WayBack() {
  const setup = useStore((state) => state.setup);
  const data = useStore((state) => state.data);
  const kept = useStore(({ nodes, history }) => (history.elsewhere === null ? null : nodes.get(history.elsewhere)));
  if (!kept) return null;
  const { run, trained: steps, accuracy } = kept;
  const { hidden, seed } = kept.setup;
  return (
    <button
      type="button"
      className="link back"
      title={wayBackText.asLeft({
        data: dataName(kept.setup.data, kept.data),
        layers: writeLayers(hidden),
        seed,
        steps,
        accuracy,
      })}
      onClick={() => returnTo(run)}
    >
      <Undo2 aria-hidden />
      {wayBackText.backTo(keptName(kept, { setup, data }))}
    </button>
  );
}
