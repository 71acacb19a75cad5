import type { ReactNode } from "react";
import type { DataKind } from "../../data/dataset.ts";
import { type DatasetEntry, datasets } from "../../data/registry.ts";

/** Points of a picture, few enough to be told apart. */
const count = 56;

/** What kinds of data look like, where no set of it is drawn. */
const ofKind: Readonly<Record<DataKind, string>> = {
  points: "M7 9h.1M22 7h.1M24 20h.1M9 24h.1M15 15h.1",
  images: "M4 9c2-3 7-3 7 1 0 3-3 4-4 4 1 0 5 1 5 5 0 5-7 5-9 2M17 8h10c-4 5-6 9-7 15",
  signals: "M2 17h5l2-3 3 12 4-22 4 17 2-4h8",
  table: "M4 7h24v18H4zM4 13h24M4 19h24M12 7v18M20 7v18",
};

const ofSet: Readonly<Record<string, string>> = {
  mnist: "M4 8h8c-3 5-5 9-6 15M27 9c-3-3-9-2-9 3 0 4 7 5 8 0 0 5-1 9-3 12",
  "file images": "M4 6h24v20H4zM4 22l7-7 6 6 4-4 7 6M21 11.5h.1",
  "fashion-mnist": "M11 6c1 3 9 3 10 0l7 4-3 6-3-1v11H10V15l-3 1-3-6z",
};

/** A data set as a small picture: points as they are made, of others a sign. */
export function DataPicture({ id, kind }: { id: string; kind: DataKind }) {
  const entry = datasets.find((one) => one.id === id);
  return (
    <svg
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      {entry?.kind === "points" ? pointsOf(entry) : <path d={ofSet[id] ?? ofSet[`${id} ${kind}`] ?? ofKind[kind]} />}
    </svg>
  );
}

const drawn = new Map<string, ReactNode>();

function pointsOf({ id, generate }: Extract<DatasetEntry, { kind: "points" }>): ReactNode {
  const known = drawn.get(id);
  if (known) return known;
  const { inputs, labels } = generate({ count, noise: 0.05, seed: 7 });
  const made = Array.from(labels, (label, i) => (
    <circle
      // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place
      key={i}
      cx={16 + 2.6 * inputs[2 * i]}
      cy={16 - 2.6 * inputs[2 * i + 1]}
      r={1}
      strokeWidth={0.7}
      fill={label === 1 ? "currentColor" : "none"}
    />
  ));
  drawn.set(id, made);
  return made;
}
