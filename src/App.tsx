import { useEffect } from "react";
import styles from "./App.module.css";
import { kindOf } from "./data/registry.ts";
import { giveUp, offerFiles, tellUnread } from "./store/actions/incoming.ts";
import { useStore } from "./store/store.ts";
import { CostPanel } from "./views/CostPanel.tsx";
import { Fetched, partOf } from "./views/Fetched.tsx";
import { Guarded } from "./views/Guarded.tsx";
import { LearnedPanel } from "./views/LearnedPanel.tsx";
import { Messages } from "./views/Messages.tsx";
import { NetworkPanel } from "./views/NetworkPanel.tsx";
import { skipToSlider } from "./views/skipToSlider.ts";
import { TimelinePanel } from "./views/TimelinePanel.tsx";
import { TopBar } from "./views/TopBar.tsx";
import { TradeOffPanel } from "./views/TradeOffPanel.tsx";
import { useDrop } from "./views/useDrop.ts";
import { useFocusKeeper } from "./views/useFocusKeeper.ts";
import { useShortcuts } from "./views/useShortcuts.ts";
import { WeightsPanel } from "./views/WeightsPanel.tsx";
import { Workflow } from "./views/workflow/Workflow.tsx";

const dataDialog = partOf(async () => (await import("./views/sheets.ts")).DataDialog);

/** The one screen. */
export function App() {
  const theme = useStore((state) => state.setup.theme);
  const projector = useStore((state) => state.setup.projector);
  const kind = useStore((state) => kindOf(state.setup.data, state.data));
  const incoming = useStore((state) => state.incoming);
  const run = useStore((state) => state.run);
  useFocusKeeper();
  useShortcuts();
  const hovering = useDrop(offerFiles, tellUnread);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === "system") delete dataset.theme;
    else dataset.theme = theme;
    if (projector) dataset.view = "projector";
    else delete dataset.view;
    dataset.mode = kind === "points" ? "points" : "digits";
  }, [theme, projector, kind]);
  return (
    <div className={styles.page}>
      <button type="button" className={styles.skip} onClick={skipToSlider}>
        Skip to the sparsity slider
      </button>
      <Guarded name="The top bar" of={run}>
        <TopBar />
      </Guarded>
      <Guarded name="Workflow" of={run}>
        <Workflow />
      </Guarded>
      <main className={styles.main}>
        <div className={styles.col}>
          <Guarded name="Network" of={run}>
            <NetworkPanel />
          </Guarded>
          <Guarded name="Weights" of={run}>
            <WeightsPanel />
          </Guarded>
          <Guarded name="Trade-off" of={run}>
            <TradeOffPanel />
          </Guarded>
        </div>
        <div className={`${styles.col} ${styles.right}`}>
          <Guarded name="What it learned" of={run}>
            <LearnedPanel />
          </Guarded>
          <Guarded name="Cost" of={run}>
            <CostPanel />
          </Guarded>
          <Guarded name="Timeline" of={run}>
            <TimelinePanel />
          </Guarded>
        </div>
      </main>
      <Guarded name="Messages" of={run}>
        <Messages />
      </Guarded>
      {incoming ? (
        <Guarded name="The data dialog" of={incoming}>
          <Fetched part={dataDialog} props={{ incoming }} missing={() => <GivesUp />} />
        </Guarded>
      ) : null}
      {hovering ? (
        <div className={styles.droppable}>
          <p>Drop a table (CSV), images with labels (IDX), or a folder or zip of pictures by class</p>
        </div>
      ) : null}
    </div>
  );
}

/** Stands where the dialog about data cannot be shown. */
function GivesUp() {
  useEffect(giveUp, []);
  return null;
}
