/** The pages of the margin: one file of the build, fetched as soon as somebody comes near the first word that opens one. */

export { CostPage } from "./pages/CostPage.tsx";
