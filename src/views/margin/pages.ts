/** The pages of the margin: one file of the build, fetched as soon as somebody comes near the first word that opens one. */

export { RunsOnFloor } from "../runs/RunsOnFloor.tsx";
export { Seal } from "../stage/Seal.tsx";
export { ByHandPage } from "./pages/ByHandPage.tsx";
export { ComparePage } from "./pages/ComparePage.tsx";
export { CostPage } from "./pages/CostPage.tsx";
export { CriterionPage } from "./pages/CriterionPage.tsx";
export { DataPage } from "./pages/DataPage.tsx";
export { DrawPage } from "./pages/DrawPage.tsx";
export { ExplainPage } from "./pages/ExplainPage.tsx";
export { FineTunePage } from "./pages/FineTunePage.tsx";
export { GranularityPage } from "./pages/GranularityPage.tsx";
export { LayersPage } from "./pages/LayersPage.tsx";
export { MenuPage } from "./pages/MenuPage.tsx";
export { MistakesPage } from "./pages/MistakesPage.tsx";
export { NetworkPage } from "./pages/NetworkPage.tsx";
export { OpenPage } from "./pages/OpenPage.tsx";
export { RoundingPage } from "./pages/RoundingPage.tsx";
export { RunsPage } from "./pages/RunsPage.tsx";
export { ScopePage } from "./pages/ScopePage.tsx";
export { SealPage } from "./pages/SealPage.tsx";
export { SharePage } from "./pages/SharePage.tsx";
export { TimelinePage } from "./pages/TimelinePage.tsx";
export { TrainPage } from "./pages/TrainPage.tsx";
export { UnitsPage } from "./pages/UnitsPage.tsx";
export { ViewPage } from "./pages/ViewPage.tsx";
