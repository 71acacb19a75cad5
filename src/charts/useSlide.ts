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

/** A mouse that grabbed the handle takes it along after so much. */
const mouseReach = 2;

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
  readonly isMouse: boolean;
  /** From the finger to the handle it grabbed: the handle does not jump. */
  readonly offset: number;
  isSliding: boolean;
}

/** Sliding along an element by pointer. A mouse slides from where it is pressed, and takes the handle, or a button that slides
 *  (`data-slides`), along as it was grabbed; a finger slides once it travels mostly to the side, or from the handle: a swipe along the
 *  page scrolls it, and a tap moves nothing. A slide that the system, Escape or the end of the element breaks off is cancelled. The place
 *  in CSS pixels from the left edge; `final` on release. The element's touch-action must be `pan-y pinch-zoom`. With `up`, all is the other
 *  way round: it slides up and down, a finger from the handle alone, where the touch-action must be `pan-x pinch-zoom`. */
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
      const control = (event.target as Element).closest("button, input, label");
      const slidesAlong = control !== null && "slides" in (control as HTMLElement).dataset;
      if (control && !slidesAlong) return;
      const from = place(event);
      const handle = typeof props.handle === "function" ? props.handle(from) : props.handle;
      const isMouse = event.pointerType === "mouse";
      const isNear = handle !== undefined && Math.hypot(handle.x - from.x, handle.y - from.y) <= handleReach;
      const onHandle = handle !== undefined && (slidesAlong || isNear);
      if (up && !isMouse && !onHandle) return;
      // Who presses the button and lets it go has clicked it.
      if (!slidesAlong) event.currentTarget.setPointerCapture(event.pointerId);
      const offset = onHandle ? handle[axis] - from[axis] : 0;
      const isSliding = isMouse && !onHandle;
      pointer.current = { id: event.pointerId, from, onHandle, isMouse, offset, isSliding };
      if (isSliding) onSlide(from[axis], false, event);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const known = pointer.current;
      if (known?.id !== event.pointerId) return;
      const at = place(event);
      if (!known.isSliding) {
        const [dx, dy] = [at.x - known.from.x, at.y - known.from.y];
        const [aside, along] = up ? [dy, dx] : [dx, dy];
        const answer = known.isMouse ? Math.abs(aside) >= mouseReach || null : slides(aside, along, known.onHandle);
        if (answer === null) return;
        if (!answer) {
          pointer.current = null;
          return;
        }
        known.isSliding = true;
        event.currentTarget.setPointerCapture(event.pointerId);
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
      // A button that slides loses the finger to the element.
      if (event.target === event.currentTarget && pointer.current?.id === event.pointerId) end();
    },
  };
}
