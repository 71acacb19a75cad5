import { useSyncExternalStore } from "react";
import type { Feed } from "../feed.ts";
import type { DrawnUnits } from "./paintUnits.ts";

/** What the names beside a network are marked by; renders only where that changes, for a move of the handle mostly changes nothing. */
export function useMarks(feed: Feed<DrawnUnits>): { readonly unread: string; readonly answer: number | null } {
  const told = useSyncExternalStore(feed.subscribe, () => {
    const data = feed.read();
    const { probabilities } = data?.signal ?? {};
    const answer = probabilities ? probabilities.indexOf(Math.max(...probabilities)) : "";
    return data ? `${Array.from(data.read, (bit) => 1 - bit).join("")} ${answer}` : " ";
  });
  const [unread, answer] = told.split(" ");
  return { unread, answer: answer === "" ? null : Number(answer) };
}
