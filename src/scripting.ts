import { readWeights } from "./store/actions/weights.ts";
import { useStore } from "./store/store.ts";

/** What scripts and tests may read besides the screen, as `window.playground`. Nothing here changes the page. */
export const playground = {
  /** Weights and mask at the committed cut: pruned weights are exactly 0. Plain arrays, by layer in network order. */
  async weights() {
    const { layers, mask } = await readWeights();
    return layers.map(({ name, shape, weights, bias }) => ({
      name,
      shape,
      weights: Array.from(weights),
      bias: Array.from(bias),
      mask: Array.from(mask.get(name)!),
    }));
  },
  /** The trade-off curve on screen: sparsity and validation accuracy, 0..1, and how long it took to compute. */
  curve: () => useStore.getState().curve,
  /** The cut at the handle, and the one the figures on screen were measured at; 0..1. */
  cut: () => ({ handle: useStore.getState().sparsity, measured: useStore.getState().preview?.handle.sparsity }),
  /** Live tensors of the training engine, at its last report. */
  tensors: () => useStore.getState().progress.tensors,
};

declare global {
  interface Window {
    playground: typeof playground;
  }
}
