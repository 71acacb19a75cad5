export { percent, points } from "../text/numbers.ts";
