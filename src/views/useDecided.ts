import { type ChangeEvent, type KeyboardEvent, type PointerEvent, useRef, useState } from "react";

/** When a choice counts: at once; where keys have passed to it, with Enter or when the field is left; where a slider is held, when it is
 *  let go. */
type Counts = "at once" | "decided" | "let go";

/** Keys that pass through the options of a closed menu, or the stops of a slider. */
const isPassing = ({ key, altKey, ctrlKey, metaKey }: KeyboardEvent) =>
  !altKey && !ctrlKey && !metaKey && (/^(Arrow|Page|Home|End)/.test(key) || (key.length === 1 && key !== " "));

/** A choice that starts over is not made by passing through the others: Enter takes it, Escape does not. What is chosen from an open
 *  menu counts at once. `asks` are choices that no leaving of the field takes, for they ask for more. */
export function useDecided(
  value: string,
  take: (value: string) => void,
  counts: Counts,
  asks: (value: string) => boolean = () => false,
) {
  const [passing, pass] = useState<string | null>(null);
  const byKey = useRef(false);
  const isHeld = useRef(false);
  const waits = passing !== null && passing !== value;
  const decide = () => {
    pass(null);
    if (waits) take(passing);
  };
  return {
    shown: passing ?? value,
    /** Whether something is chosen that does not count yet. */
    waits,
    handlers: {
      onChange: ({ target }: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => {
        if (counts !== "at once" && (byKey.current || isHeld.current)) pass(target.value);
        else {
          pass(null);
          take(target.value);
        }
        byKey.current = false;
      },
      onKeyDown: (event: KeyboardEvent) => {
        byKey.current = isPassing(event);
        if (!waits || (event.key !== "Enter" && event.key !== "Escape")) return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === "Enter") decide();
        else pass(null);
      },
      onPointerDown: ({ currentTarget, pointerId }: PointerEvent) => {
        byKey.current = false;
        isHeld.current = counts === "let go";
        if (isHeld.current) currentTarget.setPointerCapture(pointerId);
      },
      onPointerUp: () => {
        if (isHeld.current) decide();
        isHeld.current = false;
      },
      onBlur: () => {
        if (waits && asks(passing)) pass(null);
        else decide();
      },
    },
  };
}
