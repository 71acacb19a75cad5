/** 0.868 -> "86.8", always with one decimal; only all is "100.0" and only nothing "0.0". What is no number is "–". */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return "–";
  const tenths = Math.round(share * 1000);
  return ((share > 0 && share < 1 ? Math.min(999, Math.max(1, tenths)) : tenths) / 10).toFixed(1);
}

/** The size of a difference of two shares, in points: 0.116 -> "11.6 points". */
export const points = (difference: number) => `${percent(Math.abs(difference))} points`;
