/** A run of many steps lasts at least this long, evenly spread: small networks would be done before one has seen them learn. */
const shortestRunMilliseconds = 2000;
/** Runs of fewer steps are not slowed down. */
const fewestPacedSteps = 50;

/** Steps that a run of `length` steps should have done `milliseconds` after it began; it may fall behind, not run ahead. */
export function pacedSteps(length: number, milliseconds: number): number {
  if (length < fewestPacedSteps) return length;
  return Math.min(length, Math.floor((length * milliseconds) / shortestRunMilliseconds) + 1);
}
