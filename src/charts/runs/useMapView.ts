import { type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { Size } from "../useSize.ts";
import { enlargedAt, type Place, revealing, whole, within } from "./view.ts";

/** The part of the map that is seen. Wheels enlarge what is under the pointer, with Ctrl; a press on the ground takes the map along:
 *  `drag` goes on the window. */
export function useMapView(window: RefObject<HTMLElement | null>, size: Size) {
  const [view, setView] = useState(whole);
  /** So many times more, around a place of the window. */
  const zoom = (factor: number, place: Place) => setView((now) => enlargedAt(now, factor, place, size));
  const latest = useRef(zoom);
  latest.current = zoom;
  const isDrawn = size.width > 0;
  useEffect(() => {
    const element = window.current;
    if (!element || !isDrawn) return;
    const turned = (event: WheelEvent) => {
      // Without a key the wheel scrolls; two fingers on a touchpad come as Ctrl.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = element.getBoundingClientRect();
      latest.current(2 ** (-event.deltaY / 200), [event.clientX - box.left, event.clientY - box.top]);
    };
    element.addEventListener("wheel", turned, { passive: false });
    return () => element.removeEventListener("wheel", turned);
  }, [window, isDrawn]);
  const start = useRef<{ x: number; y: number } | null>(null);
  const end = () => {
    start.current = null;
  };
  return {
    view,
    zoom,
    showAll: () => setView(whole),
    /** Moves the map until a place of it can be seen. */
    reveal: (place: Place) => setView((now) => revealing(now, place, size)),
    drag: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        // Presses on nodes are theirs.
        if (event.button !== 0 || view.enlarged === 1 || (event.target as Element).closest("button")) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: view.x - event.clientX, y: view.y - event.clientY };
      },
      onPointerMove: (event: PointerEvent) => {
        const from = start.current;
        if (!from) return;
        const [x, y] = [from.x + event.clientX, from.y + event.clientY];
        setView((now) => within({ ...now, x, y }, size));
      },
      onPointerUp: end,
      onPointerCancel: end,
    },
  };
}
