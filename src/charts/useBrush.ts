import { type PointerEvent, useRef, useState } from "react";

/** A rectangle on an element, in CSS pixels from its top left corner. */
export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Pointers that moved less than this, in CSS pixels, clicked. */
const clickReach = 4;

interface Brush {
  /** What is being brushed over, while the button is down. */
  readonly box: Box | null;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerCancel: () => void;
  };
}

/** Clicks on an element, and boxes dragged over it; a finger only taps, for its drag scrolls the page. */
export function useBrush(
  onClick: (x: number, y: number, event: PointerEvent<HTMLElement>) => void,
  onBox: (box: Box) => void,
): Brush {
  const begun = useRef<readonly [number, number] | null>(null);
  const [box, setBox] = useState<Box | null>(null);
  const place = (event: PointerEvent<HTMLElement>) => {
    const frame = event.currentTarget.getBoundingClientRect();
    return [event.clientX - frame.left, event.clientY - frame.top] as const;
  };
  const end = () => {
    begun.current = null;
    setBox(null);
  };
  return {
    box,
    handlers: {
      onPointerDown: (event) => {
        if (event.button !== 0 || (event.target as Element).closest("button")) return;
        begun.current = place(event);
        if (event.pointerType !== "touch") event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove: (event) => {
        if (!begun.current || event.pointerType === "touch") return;
        const [[x, y], [atX, atY]] = [begun.current, place(event)];
        if (!box && Math.hypot(atX - x, atY - y) < clickReach) return;
        setBox({ x0: Math.min(x, atX), y0: Math.min(y, atY), x1: Math.max(x, atX), y1: Math.max(y, atY) });
      },
      onPointerUp: (event) => {
        if (!begun.current) return;
        if (box) onBox(box);
        else onClick(...begun.current, event);
        end();
      },
      onPointerCancel: end,
    },
  };
}
