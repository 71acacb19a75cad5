import { useEffect } from "react";
import styles from "./App.module.css";
import { kindOf } from "./data/registry.ts";
import { offerFiles, tellUnread } from "./store/actions/incoming.ts";
import { useStore } from "./store/store.ts";
import { topText } from "./text/top.ts";
import { Margin } from "./views/margin/Margin.tsx";
import { Panels } from "./views/panels.tsx";
import { skipToSlider } from "./views/skipToSlider.ts";
import { Flight } from "./views/stage/Flight.tsx";
import { Stage } from "./views/stage/Stage.tsx";
import { useDrop } from "./views/useDrop.ts";
import { useFocusKeeper } from "./views/useFocusKeeper.ts";
import { usePrint } from "./views/usePrint.ts";
import { useProjector } from "./views/useProjector.ts";
import { useShortcuts } from "./views/useShortcuts.ts";

/** The one screen. */
export function App() {
  const theme = useStore((state) => state.setup.theme);
  const projector = useProjector();
  const kind = useStore((state) => kindOf(state.setup.data, state.data));
  const isOpen = useStore((state) => state.note !== null);
  const motion = useStore((state) => state.preferences.motion);
  useFocusKeeper();
  useShortcuts();
  usePrint();
  const hovering = useDrop(offerFiles, tellUnread);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === "system") delete dataset.theme;
    else dataset.theme = theme;
    if (projector) dataset.view = "projector";
    else delete dataset.view;
    dataset.motion = motion;
    dataset.mode = kind === "points" ? "points" : "digits";
  }, [theme, projector, kind, motion]);
  return (
    <div className={isOpen ? `${styles.page} ${styles.open}` : styles.page}>
      <button type="button" className={styles.skip} onClick={skipToSlider}>
        {topText.skip}
      </button>
      <Panels at="top" />
      <main className={styles.main}>
        <Panels at="say" />
        <Stage />
        <div className={styles.act}>
          <Panels at="act" />
        </div>
      </main>
      <Margin />
      <Flight />
      {hovering ? (
        <div className={styles.droppable}>
          <p>{topText.drop}</p>
        </div>
      ) : null}
    </div>
  );
}
