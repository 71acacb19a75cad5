/** What the rarer sheets hold: one file of the build, fetched as soon as somebody comes near the first of them. */

export { DrawDigit } from "./DrawDigit.tsx";
export { HandEditor } from "./HandEditor.tsx";
export { Mistakes } from "./Mistakes.tsx";
export { UnitsSheet } from "./UnitsSheet.tsx";
