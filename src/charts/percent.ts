/** 0.868 -> "86.8"; a whole number of percent loses its ".0"; only all is "100" and only nothing "0". */
export function percent(share: number): string {
  const tenths = Math.round(share * 1000);
  const text = ((share > 0 && share < 1 ? Math.min(999, Math.max(1, tenths)) : tenths) / 10).toFixed(1);
  return text.endsWith(".0") ? text.slice(0, -2) : text;
}
