import { type PointerEvent, useEffect, useRef } from "react";

/** A place on an element, in CSS pixels from its top left corner. */
interface SlidePlace {
  readonly x: number;
  readonly y: number;
}

/** A finger this near to a handle grabs it, in CSS pixels. */
const handleReach = 24;
/** A finger that travelled so far to the side, and mostly so, slides; one that went elsewhere scrolls the page. */
const slideReach = 10;

/** Whether a finger slides: on the handle any travel to the side does, elsewhere only one that is mostly to the side; null while
 *  it may still become either. */
export function slides(dx: number, dy: number, onHandle: boolean): boolean | null {
  const [aside, along] = [Math.abs(dx), Math.abs(dy)];
  if (onHandle) return aside >= slideReach || (aside >= 3 && aside > along / 2) || null;
  if (Math.max(aside, along) < slideReach) return null;
  return aside > 1.2 * along;
}

interface Pointer {
  readonly id: number;
  readonly from: SlidePlace;
  readonly onHandle: boolean;
  /** From the finger to the handle it grabbed: the handle does not jump. */
  readonly offset: number;
  isSliding: boolean;
}

/** Sliding along an element by pointer. A mouse slides from where it is pressed; a finger once it travels mostly to the side, or from
 *  the handle: a swipe along the page scrolls it, and a tap moves nothing. A slide that the system, Escape or the end of the element breaks
 *  off is cancelled. The place in CSS pixels from the left edge; `final` on release. The element's touch-action must be `pan-y
 *  pinch-zoom`. With `up`, all is the other way round: it slides up and down, a finger from the handle alone, where the touch-action must
 *  be `pan-x pinch-zoom`. */
export function useSlide(props: {
  readonly isEnabled?: boolean;
  readonly up?: boolean;
  /** Where it stands, or what of it is nearest to a place. */
  readonly handle?: SlidePlace | ((from: SlidePlace) => SlidePlace | undefined) | undefined;
  readonly onSlide: (place: number, final: boolean, event: PointerEvent<HTMLElement>) => void;
  readonly onCancel: () => void;
}) {
  const { isEnabled = true, up = false, onSlide } = props;
  const axis = up ? "y" : "x";
  const pointer = useRef<Pointer | null>(null);
  const onCancel = useRef(props.onCancel);
  onCancel.current = props.onCancel;
  const end = useRef(() => {
    const was = pointer.current;
    pointer.current = null;
    if (was?.isSliding) onCancel.current();
  }).current;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") end();
    };
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("keydown", onKey);
      end();
    };
  }, [end]);

  const place = (event: PointerEvent<HTMLElement>): SlidePlace => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  /** The pointer that slides, if this event is one of its. */
  const sliding = (event: PointerEvent<HTMLElement>) => {
    const known = pointer.current;
    return known?.id === event.pointerId && known.isSliding ? known : null;
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      // Two fingers enlarge the page.
      if (pointer.current && !event.isPrimary) end();
      if (!isEnabled || pointer.current || !event.isPrimary || event.button !== 0) return;
      if ((event.target as Element).closest("button, input, label")) return;
      const from = place(event);
      const handle = typeof props.handle === "function" ? props.handle(from) : props.handle;
      const isMouse = event.pointerType === "mouse";
      const onHandle =
        !isMouse && handle !== undefined && Math.hypot(handle.x - from.x, handle.y - from.y) <= handleReach;
      if (up && !isMouse && !onHandle) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const offset = onHandle ? handle[axis] - from[axis] : 0;
      pointer.current = { id: event.pointerId, from, onHandle, offset, isSliding: isMouse };
      if (isMouse) onSlide(from[axis], false, event);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const known = pointer.current;
      if (known?.id !== event.pointerId) return;
      const at = place(event);
      if (!known.isSliding) {
        const [dx, dy] = [at.x - known.from.x, at.y - known.from.y];
        const answer = up ? slides(dy, dx, known.onHandle) : slides(dx, dy, known.onHandle);
        if (answer === null) return;
        if (!answer) {
          pointer.current = null;
          return;
        }
        known.isSliding = true;
      }
      onSlide(at[axis] + known.offset, false, event);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const known = sliding(event);
      if (pointer.current?.id === event.pointerId) pointer.current = null;
      if (known) onSlide(place(event)[axis] + known.offset, true, event);
    },
    onPointerCancel: (event: PointerEvent<HTMLElement>) => {
      if (pointer.current?.id === event.pointerId) end();
    },
    onLostPointerCapture: (event: PointerEvent<HTMLElement>) => {
      if (pointer.current?.id === event.pointerId) end();
    },
  };
}
