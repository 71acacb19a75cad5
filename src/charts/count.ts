export { count } from "../text/numbers.ts";
