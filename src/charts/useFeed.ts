import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Feed } from "./feed.ts";

/** Does something that draws later, out of rendering. What fails then fails as if in rendering: the part says so in its place. */
export function useTried(): (draw: () => void) => void {
  const [failure, fail] = useState<{ readonly error: unknown } | null>(null);
  if (failure) throw failure.error;
  return useCallback((draw) => {
    try {
      draw();
    } catch (error) {
      fail({ error });
    }
  }, []);
}

/** Draws what a feed tells: whenever the component renders, and what comes later without rendering it. Where that
 *  fails, whoever else listens goes on. */
export function useFeed<Data>(feed: Feed<Data>, draw: (data: Data) => void): void {
  const latest = useRef(draw);
  const drawn = useRef<Data | null>(null);
  const tried = useTried();
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
        tried(() => latest.current(data));
      }),
    [feed, tried],
  );
}
