import { useEffect } from "react";
import { type Moment, movementFor } from "../../motion/motion.ts";
import { committedIn } from "../../store/cut.ts";
import { mayMove } from "../../store/preferences.ts";
import { type State, useStore } from "../../store/store.ts";
import { Fetched, partOf } from "../Fetched.tsx";
import { move, useMovement } from "./movement.ts";

const moving = partOf(async () => (await import("./Moving.tsx")).Moving);

/** Over the page, and never in its way: weights on their way between network and queue. Who does anything ends it. */
export function Flight() {
  const movement = useMovement((state) => state.movement);
  useEffect(() => useStore.subscribe(follow), []);
  if (!movement) return null;
  const { kind, from, to } = movement;
  return <Fetched key={`${kind} ${from} ${to}`} part={moving} props={{ movement }} missing={() => null} />;
}

const momentOf = ({ run, history }: State): Moment => ({
  network: run,
  steps: history.entries,
  current: history.current,
});

/** Starts what a step that was done, undone or done again lets move. */
function follow(state: State, before: State): void {
  if (state.running !== before.running || state.dragging !== before.dragging) moving.prepare();
  if (state.history === before.history || state.dragging || !mayMove(state.preferences)) return;
  const kind = movementFor(momentOf(before), momentOf(state), useMovement.getState().hasFlown);
  if (!kind) return;
  const [was, is] = [committedIn(before.history), committedIn(state.history)];
  if (kind === "flight" || kind === "swell") move({ kind, from: kind === "swell" ? is : 0, to: 1 });
  // A cut that takes less than the one before lifts what it leaves.
  else if (was !== is) move({ kind: is > was ? "fall" : "lift", from: Math.min(was, is), to: Math.max(was, is) });
}
