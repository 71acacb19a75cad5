import {
  type ChangeEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useRef,
  useState,
} from "react";

/** When a choice counts: at once; where keys have passed to it, with Enter; where a slider is held, when it is let go. */
type Taken = "pressed" | "decided" | "released";

/** Keys that pass through the options of a group, or the stops of a slider. */
const isPassing = ({ key, altKey, ctrlKey, metaKey }: KeyboardEvent) =>
  !altKey && !ctrlKey && !metaKey && /^(Arrow|Page|Home|End)/.test(key);

/** A choice that starts over is not made by passing through the others: Enter takes it, Escape does not. What is pressed counts at once. A
 *  slider is taken where its field is left, too; of a group nothing is then. */
export function useChoice(value: string, take: (value: string) => void, counts: Taken) {
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
    onChange: ({ target }: ChangeEvent<HTMLInputElement>) => {
      if (counts !== "pressed" && (byKey.current || isHeld.current)) pass(target.value);
      else {
        pass(null);
        take(target.value);
      }
      byKey.current = false;
    },
    /** Of the field, or of the group around the fields. */
    handlers: {
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
        isHeld.current = counts === "released";
        if (isHeld.current) currentTarget.setPointerCapture(pointerId);
      },
      onPointerUp: () => {
        if (isHeld.current) decide();
        isHeld.current = false;
      },
      // One that keys have passed to is chosen already, for the browser: pressing it changes nothing.
      onClick: ({ target }: MouseEvent) => {
        if (!byKey.current && target instanceof HTMLInputElement && target.value === passing) decide();
      },
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
        if (currentTarget.contains(relatedTarget)) return;
        if (counts === "released") decide();
        else pass(null);
      },
    },
  };
}
