import { TimelinePanel } from "../../TimelinePanel.tsx";

/** Accuracy and loss so far, with every step one can go back to. */
export const TimelinePage = TimelinePanel;
