/** The drawings of the panels: one file of the build, fetched beside the engine, which they have nothing to draw without. */

export { Boundary } from "../charts/learned/Boundary.tsx";
export { ThreadLine } from "../charts/runs/ThreadLine.tsx";
export { Tide } from "../charts/tide/Tide.tsx";
export { RunChart } from "../charts/timeline/RunChart.tsx";
export { TradeOff } from "../charts/tradeoff/TradeOff.tsx";
export { DrawnNetwork } from "./stage/DrawnNetwork.tsx";
