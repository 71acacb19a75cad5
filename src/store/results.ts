import type { Result, Results } from "../worker/jobs/registry.ts";
import { useStore } from "./store.ts";

/** With what was found out in place of what was known by that id; others of its kind that are of other weights are gone, unless they
 *  outlive these. */
export function withResult(results: Results, id: string, result: Result, outlives: boolean): Results {
  const [kind] = id.split(":");
  const stays = ([other, known]: readonly [string, Result | undefined]) =>
    outlives || known?.key.version === result.key.version || other.split(":")[0] !== kind;
  // Ids say what a result is.
  return { ...Object.fromEntries(Object.entries(results).filter(stays)), [id]: result } as Results;
}

/** What is known by an id; null where nothing is. */
export const useResult = <Id extends keyof Results>(id: Id): NonNullable<Results[Id]> | null =>
  useStore((state) => state.results[id] ?? null);
