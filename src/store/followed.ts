import type { State } from "./store.ts";

/** Of pictures, signals and rows one is always followed: this sample, until a person chooses another. */
const firstFollowed = 7;

/** The row of the example that is followed; null where none is, or a picture of a person's own. */
export function followedRow({ followed, followedOwn, data }: Pick<State, "followed" | "followedOwn" | "data">) {
  if (followedOwn || !data) return null;
  if (followed !== null || data.kind === "points") return followed;
  return data.shownRows[Math.min(firstFollowed, data.shownRows.length - 1)];
}

/** The values of what is followed, bytes meaning value / 255; null where nothing is. */
export function followedInput(state: Pick<State, "followed" | "followedOwn" | "data">) {
  const row = followedRow(state);
  const { followedOwn, data } = state;
  if (row === null || !data) return followedOwn;
  const size = data.inputShape.reduce((product, side) => product * side, 1);
  return data.shown.subarray(row * size, (row + 1) * size);
}
