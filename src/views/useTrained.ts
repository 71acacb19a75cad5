import { useStore } from "../store/store.ts";

/** Whether the network has been trained, here or beforehand. */
export const useTrained = (): boolean =>
  useStore(
    ({ progress, history }) =>
      progress.step > 0 || history.entries.some(({ kind }) => kind === "train" || kind === "load"),
  );
