import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Feed } from "./feed.ts";

/** Draws what a feed tells: whenever the component renders, and what comes later without rendering it. What fails then fails as if in
 *  rendering: the part says so in its place, and whoever else listens goes on. */
export function useFeed<Data>(feed: Feed<Data>, draw: (data: Data) => void): void {
  const latest = useRef(draw);
  const drawn = useRef<Data | null>(null);
  const [failure, fail] = useState<{ readonly error: unknown } | null>(null);
  if (failure) throw failure.error;
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
        try {
          latest.current(data);
        } catch (error) {
          fail({ error });
        }
      }),
    [feed],
  );
}
