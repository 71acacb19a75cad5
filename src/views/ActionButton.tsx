import type { ReactNode } from "react";
import { type ActionId, actionOf, hintOf, labelOf } from "../store/actions/registry.ts";
import { cutIn } from "../store/cut.ts";
import { useStore } from "../store/store.ts";

/** What a button of an action needs. */
export function useAction(id: ActionId) {
  const action = actionOf(id);
  return {
    label: useStore((state) => labelOf(action, state)),
    hint: useStore((state) => hintOf(action, state)),
    canRun: useStore((state) => action.canRun(state, cutIn(state))),
    run: action.run,
  };
}

/** A button of an action, with its label, or with other contents that are named by it. */
export function ActionButton(props: {
  id: ActionId;
  className: string;
  /** The page of the margin that it opens. */
  opens?: string;
  children?: ReactNode;
}) {
  const { id, className, opens, children } = props;
  const { label, hint, canRun, run } = useAction(id);
  const isOpen = useStore((state) => (opens === undefined ? undefined : state.note === opens));
  return (
    <button
      type="button"
      className={className}
      aria-label={children ? label : undefined}
      aria-expanded={isOpen}
      title={children || hint !== label ? hint : undefined}
      disabled={!canRun}
      onClick={run}
    >
      {children ?? label}
    </button>
  );
}
