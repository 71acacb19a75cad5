/** What the rarer sheets hold: one file of the build, fetched as soon as somebody comes near the first of them. */

export { DrawDigit } from "./DrawDigit.tsx";
export { DataDialog } from "./data/DataDialog.tsx";
export { HandEditor } from "./HandEditor.tsx";
export { Mistakes } from "./Mistakes.tsx";
export { NetworkEditor } from "./NetworkEditor.tsx";
export { UnitsSheet } from "./UnitsSheet.tsx";
export { CompareSheet } from "./workflow/CompareSheet.tsx";
export { Explained } from "./workflow/Explained.tsx";
export { Inspector } from "./workflow/Inspector.tsx";
export { LayerSliders } from "./workflow/LayerSliders.tsx";
export { PruningOptions } from "./workflow/PruningOptions.tsx";
export { TrainingOptions } from "./workflow/TrainingOptions.tsx";
