import { useSize } from "../../charts/useSize.ts";
import { useStore } from "../../store/store.ts";
import { Panels } from "../panels.tsx";
import { useProjector } from "../useProjector.ts";
import { hasRoomForTide, TideRoom } from "./room.ts";
import styles from "./Stage.module.css";
import { Thumbs } from "./Thumbs.tsx";

/** One picture, read from left to right: the network with its weights by size under it, and what it learned. */
export function Stage() {
  const isProjected = useProjector();
  const isOpen = useStore((state) => state.note !== null);
  const [ref, size] = useSize<HTMLDivElement>();
  return (
    <TideRoom value={hasRoomForTide(size, { width: innerWidth, height: innerHeight }, isProjected)}>
      <div ref={ref} className={isOpen ? `${styles.stage} ${styles.open}` : styles.stage}>
        <div className={styles.network}>
          <Thumbs />
          <Panels at="network" />
        </div>
        <div className={styles.learned}>
          <Panels at="learned" />
        </div>
      </div>
    </TideRoom>
  );
}
