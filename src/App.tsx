import { useEffect } from "react";
import { train } from "./store/actions.ts";
import { useStore } from "./store/store.ts";
import { CostPanel } from "./views/CostPanel.tsx";
import { LearnedPanel } from "./views/LearnedPanel.tsx";
import { Messages } from "./views/Messages.tsx";
import { NetworkPanel } from "./views/NetworkPanel.tsx";
import { TimelinePanel } from "./views/TimelinePanel.tsx";
import { TopBar } from "./views/TopBar.tsx";
import { TradeOffPanel } from "./views/TradeOffPanel.tsx";
import { useShortcuts } from "./views/useShortcuts.ts";
import { WeightsPanel } from "./views/WeightsPanel.tsx";
import { Workflow } from "./views/Workflow.tsx";

/** The one screen. */
export function App() {
  const theme = useStore((state) => state.setup.theme);
  const projector = useStore((state) => state.setup.projector);
  const kind = useStore((state) => state.data?.kind);
  useShortcuts(train);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === "system") delete dataset.theme;
    else dataset.theme = theme;
    if (projector) dataset.view = "projector";
    else delete dataset.view;
    dataset.mode = kind === "images" ? "digits" : "points";
  }, [theme, projector, kind]);
  return (
    <div className="page">
      <TopBar />
      <Workflow />
      <main className="main">
        <div className="col left">
          <NetworkPanel />
          <WeightsPanel />
          <TradeOffPanel />
        </div>
        <div className="col right">
          <LearnedPanel />
          <CostPanel />
          <TimelinePanel />
        </div>
      </main>
      <Messages />
    </div>
  );
}
