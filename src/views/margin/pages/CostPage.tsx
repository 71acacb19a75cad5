import { CostPanel } from "../../CostPanel.tsx";

/** What the cut costs and saves. */
export const CostPage = CostPanel;
