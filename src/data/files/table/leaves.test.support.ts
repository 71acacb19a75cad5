export const kinds = ["ash", "birch", "cedar"];
type LeafRow = readonly (string | number)[];

/** Sixty leaves of three kinds, in turn. */
export const leaves: readonly LeafRow[] = Array.from({ length: 60 }, (_, i) => [
  ((i * 37) % 60) / 10 + 0.05,
  ((i * 23) % 53) / 10 + 1.11,
  kinds[i % 3],
]);
export const sorted = leaves.toSorted((a, b) => (String(a[2]) < String(b[2]) ? -1 : 1));

export const csv = (head: string, rows: readonly LeafRow[]) =>
  `${[head, ...rows.map((row) => row.join(","))].join("\n")}\n`;
