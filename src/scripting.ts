import { type ActionId, actionOf, actions, canRun, labelOf } from "./store/actions/registry.ts";
import { readWeights } from "./store/actions/weights.ts";
import { committedIn } from "./store/cut.ts";
import { useStore } from "./store/store.ts";
import { stepLabel } from "./text/steps.ts";

/** What scripts and tests may read besides the screen, as `window.playground`. Nothing but `run` changes the page. */
export const playground = {
  /** Weights and mask at the committed cut: pruned weights are exactly 0. Plain arrays, by layer in network order. */
  async weights() {
    const { layers, mask } = await readWeights();
    return layers.map(({ name, shape, weights, bias, batchNorm }) => ({
      name,
      shape,
      weights: Array.from(weights),
      bias: Array.from(bias),
      ...(batchNorm
        ? {
            scale: Array.from(batchNorm.scale),
            mean: Array.from(batchNorm.mean),
            variance: Array.from(batchNorm.variance),
          }
        : {}),
      mask: Array.from(mask.get(name)!),
    }));
  },
  /** The trade-off curve on screen: sparsity and validation accuracy, 0..1, and how long it took to compute. */
  curve: () => useStore.getState().results.curve ?? null,
  /** The cut at the handle, the one that was made last, and the one the figures on screen were measured at; 0..1. */
  cut() {
    const { sparsity, history, results } = useStore.getState();
    return { handle: sparsity, committed: committedIn(history), measured: results.preview?.handle.sparsity };
  },
  /** The example that runs through the network: its row of the validation examples (null for a person's own), how it is answered at the
   *  cut that was measured, and where it is first answered otherwise. */
  followed() {
    const { data, results } = useStore.getState();
    const { follow, flip } = results;
    if (!follow || !data) return null;
    const { row, handle, probabilities } = follow;
    return {
      row,
      label: row === null ? null : data.labels[row],
      sparsity: handle.sparsity,
      probabilities: Array.from(probabilities),
      flip: flip?.row === row ? flip.first : undefined,
    };
  },
  /** What was done on the way to the state that stands, and which of it that is. */
  history() {
    const { nodes, history } = useStore.getState();
    const { entries, current } = history;
    return {
      entries: entries.map(({ kind, id }) => ({ kind, label: stepLabel(nodes.get(id)?.step ?? null) })),
      current,
    };
  },
  /** What buttons and keys do: how they are named now, by which keys they are done, and whether they can be. */
  actions: () =>
    actions.map((action) => ({
      id: action.id,
      label: labelOf(action, useStore.getState()),
      keys: (action.keys ?? []).map(({ shown }) => shown),
      canRun: canRun(action.id),
    })),
  /** Does an action by its id, as its button would; false where it cannot be done. */
  run(id: ActionId): boolean {
    const can = canRun(id);
    if (can) actionOf(id).run();
    return can;
  },
  /** The settings, of which links tell. */
  setup: () => useStore.getState().setup,
  /** Live tensors of the training engine, at its last report. */
  tensors: () => useStore.getState().progress.tensors,
};

declare global {
  interface Window {
    playground: typeof playground;
  }
}
