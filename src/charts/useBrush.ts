import { type PointerEvent, useRef, useState } from "react";

/** A rectangle on an element, in CSS pixels from its top left corner. */
export interface BrushedBox {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Pointers that moved less than this, in CSS pixels, clicked; a finger is less steady. */
const clickReach = 4;
const tapReach = 10;

interface Brush {
  /** What is being brushed over, while the button is down. */
  readonly box: BrushedBox | null;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerCancel: () => void;
    readonly onLostPointerCapture: () => void;
  };
}

/** Clicks on an element, and boxes dragged over it; a finger only taps, for its drag scrolls the page: what it taps is a box without
 *  sides. */
export function useBrush(
  onClick: (x: number, y: number, event: PointerEvent<HTMLElement>) => void,
  onBox: (box: BrushedBox) => void,
): Brush {
  const begun = useRef<readonly [x: number, y: number, pointer: number] | null>(null);
  const [box, setBox] = useState<BrushedBox | null>(null);
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
        if (!event.isPrimary) return end();
        if (event.button !== 0 || (event.target as Element).closest("button")) return;
        begun.current = [...place(event), event.pointerId];
        if (event.pointerType !== "touch") event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove: (event) => {
        if (begun.current?.[2] !== event.pointerId || event.pointerType === "touch") return;
        const [[x, y], [atX, atY]] = [begun.current, place(event)];
        if (!box && Math.hypot(atX - x, atY - y) < clickReach) return;
        setBox({ x0: Math.min(x, atX), y0: Math.min(y, atY), x1: Math.max(x, atX), y1: Math.max(y, atY) });
      },
      onPointerUp: (event) => {
        if (begun.current?.[2] !== event.pointerId) return;
        const [[x, y], [atX, atY]] = [begun.current, place(event)];
        end();
        if (box) onBox(box);
        else if (event.pointerType === "mouse") onClick(x, y, event);
        else if (Math.hypot(atX - x, atY - y) < tapReach) onBox({ x0: x, y0: y, x1: x, y1: y });
      },
      onPointerCancel: end,
      onLostPointerCapture: end,
    },
  };
}
