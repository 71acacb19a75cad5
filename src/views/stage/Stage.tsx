import { Panels } from "../panels.tsx";
import styles from "./Stage.module.css";

/** One picture, read from left to right: the network with its weights by size under it, and what it learned. */
export const Stage = () => (
  <div className={styles.stage}>
    <div className={styles.network}>
      <Panels at="network" />
    </div>
    <div className={styles.learned}>
      <Panels at="learned" />
    </div>
  </div>
);
