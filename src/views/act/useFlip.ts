import { useMemo } from "react";
import { useResult } from "../../store/results.ts";
import { useStore } from "../../store/store.ts";
import { flips } from "../../text/pictures.ts";

/** Where the example that a person has chosen to follow is first answered otherwise; null where it never is, or nobody has chosen. */
export function useFlip(): { readonly sparsity: number; readonly name: string } | null {
  const flip = useResult("flip");
  const data = useStore((state) => state.data);
  const row = useStore((state) => state.followed);
  const isOwn = useStore((state) => state.followedOwn !== null);
  return useMemo(() => {
    if (!flip?.first || !data || (isOwn ? flip.row !== null : row === null || flip.row !== row)) return null;
    const { sparsity } = flip.first;
    const name = data.kind === "points" || data.kind === "table" || isOwn ? null : data.classes[data.labels[row!]];
    return { sparsity, name: flips(name, data.kind, sparsity) };
  }, [flip, data, row, isOwn]);
}
