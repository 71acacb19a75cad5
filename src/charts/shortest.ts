/** A weight in as few digits as tell it: 12, 1.25, 0.31. */
export const shortest = (value: number) =>
  value >= 10 ? value.toFixed(0) : value >= 1 ? value.toFixed(2) : value.toPrecision(2);
