import { useEffect } from "react";
import { openFiles, train } from "./store/actions.ts";
import { useStore } from "./store/store.ts";
import { CostPanel } from "./views/CostPanel.tsx";
import { LearnedPanel } from "./views/LearnedPanel.tsx";
import { Messages } from "./views/Messages.tsx";
import { NetworkPanel } from "./views/NetworkPanel.tsx";
import { TimelinePanel } from "./views/TimelinePanel.tsx";
import { TopBar } from "./views/TopBar.tsx";
import { TradeOffPanel } from "./views/TradeOffPanel.tsx";
import { useDrop } from "./views/useDrop.ts";
import { useShortcuts } from "./views/useShortcuts.ts";
import { WeightsPanel } from "./views/WeightsPanel.tsx";
import { Workflow } from "./views/workflow/Workflow.tsx";

const takeDrop = (files: FileList) => void openFiles([...files]);

/** The one screen. */
export function App() {
  const theme = useStore((state) => state.setup.theme);
  const projector = useStore((state) => state.setup.projector);
  const kind = useStore((state) => state.data?.kind);
  useShortcuts(train);
  const hovering = useDrop(takeDrop);
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
      {hovering ? (
        <div className="droppable">
          <p>Drop images and labels in MNIST’s IDX format, plain or .gz</p>
        </div>
      ) : null}
    </div>
  );
}
