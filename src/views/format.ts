export { bytes, count, examplesOf, figure, percent, points } from "../text/numbers.ts";
