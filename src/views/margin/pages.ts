/** The pages of the margin: one file of the build, fetched as soon as somebody comes near the first word that opens one. */

export { RunsOnFloor } from "../runs/RunsOnFloor.tsx";
export { CostPage } from "./pages/CostPage.tsx";
export { PrunePage } from "./pages/PrunePage.tsx";
export { RunsPage } from "./pages/RunsPage.tsx";
export { SetupPage } from "./pages/SetupPage.tsx";
export { TrainPage } from "./pages/TrainPage.tsx";
