import { useEffect, useLayoutEffect, useRef } from "react";
import type { Feed } from "./feed.ts";

/** Draws what a feed tells: whenever the component renders, and what comes later without rendering it. */
export function useFeed<Data>(feed: Feed<Data>, draw: (data: Data) => void): void {
  const latest = useRef(draw);
  const drawn = useRef<Data | null>(null);
  useLayoutEffect(() => {
    latest.current = draw;
    drawn.current = feed.read();
    if (drawn.current !== null) draw(drawn.current);
  });
  useEffect(
    () =>
      feed.subscribe(() => {
        const data = feed.read();
        if (data === null || data === drawn.current) return;
        drawn.current = data;
        latest.current(data);
      }),
    [feed],
  );
}
