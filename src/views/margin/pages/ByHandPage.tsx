import { create } from "zustand";
import { HandEditor, type Sought } from "../../HandEditor.tsx";
import page from "../Page.module.css";

/** What was sought stays so when the page is closed. */
const useSought = create<Sought>(() => ({ layer: "", units: "all", inputs: "all", isWhole: false }));

/** Weights by their numbers: prune and restore them. */
export function ByHandPage() {
  const sought = useSought();
  return (
    <div className={page.page}>
      <HandEditor sought={sought} onSeek={(next) => useSought.setState(next)} />
    </div>
  );
}
