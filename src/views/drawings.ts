/** The drawings of the panels: one file of the build, fetched beside the engine, which they have nothing to draw without. */

export { ImageNetwork } from "../charts/images/ImageNetwork.tsx";
export { ReadSamples } from "../charts/images/ReadSamples.tsx";
export { Boundary } from "../charts/learned/Boundary.tsx";
export { KeptInputs } from "../charts/learned/KeptInputs.tsx";
export { PerClass } from "../charts/learned/PerClass.tsx";
export { NetworkDiagram } from "../charts/network/NetworkDiagram.tsx";
export { WeightMatrices } from "../charts/network/WeightMatrices.tsx";
export { ThreadLine } from "../charts/runs/ThreadLine.tsx";
export { Tide } from "../charts/tide/Tide.tsx";
export { RunChart } from "../charts/timeline/RunChart.tsx";
export { Timeline } from "../charts/timeline/Timeline.tsx";
export { TradeOff } from "../charts/tradeoff/TradeOff.tsx";
