import { useStore } from "../../store/store.ts";
import { Guarded } from "../Guarded.tsx";
import { LearnedPanel } from "../LearnedPanel.tsx";
import { NetworkPanel } from "../NetworkPanel.tsx";
import { WeightsPanel } from "../WeightsPanel.tsx";
import styles from "./Stage.module.css";

/** One picture, read from left to right: the network with its weights by size under it, and what it learned. */
export function Stage() {
  const run = useStore((state) => state.run);
  return (
    <div className={styles.stage}>
      <div className={styles.network}>
        <Guarded name="Network" of={run}>
          <NetworkPanel />
        </Guarded>
        <Guarded name="Weights" of={run}>
          <WeightsPanel />
        </Guarded>
      </div>
      <div className={styles.learned}>
        <Guarded name="What it learned" of={run}>
          <LearnedPanel />
        </Guarded>
      </div>
    </div>
  );
}
