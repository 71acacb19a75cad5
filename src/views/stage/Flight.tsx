import { useEffect, useLayoutEffect, useRef } from "react";
import { prepareCanvas } from "../../charts/canvas.ts";
import { useTheme } from "../../charts/useTheme.ts";
import { durations, type Moment, movementFor } from "../../motion/motion.ts";
import { axisKindOf } from "../../store/axisKind.ts";
import { committedIn } from "../../store/cut.ts";
import { mayMove } from "../../store/preferences.ts";
import { type State, useStore } from "../../store/store.ts";
import { drawMovement, type MovementFrame } from "./drawMovement.ts";
import styles from "./Flight.module.css";
import { type Movement, move, useMovement } from "./movement.ts";
import { type PageBox, queueOf } from "./movers.ts";
import { usePlaced } from "./placed.ts";

/** Over the page, and never in its way: weights on their way between network and queue. Who does anything ends it. */
export function Flight() {
  const movement = useMovement((state) => state.movement);
  useEffect(() => useStore.subscribe(follow), []);
  return movement ? <Moving key={`${movement.kind} ${movement.from}`} movement={movement} /> : null;
}

const momentOf = ({ run, history }: State): Moment => ({
  network: run,
  steps: history.entries,
  current: history.current,
});

/** Starts what a step that was done, undone or done again lets move. */
function follow(state: State, before: State): void {
  if (state.history === before.history || state.dragging || !mayMove(state.preferences)) return;
  const kind = movementFor(momentOf(before), momentOf(state), useMovement.getState().hasFlown);
  if (!kind) return;
  const [was, is] = [committedIn(before.history), committedIn(state.history)];
  if (kind === "flight" || kind === "swell") move({ kind, from: kind === "swell" ? is : 0, to: 1 });
  // A cut that takes less than the one before lifts what it leaves.
  else if (was !== is) move({ kind: is > was ? "fall" : "lift", from: Math.min(was, is), to: Math.max(was, is) });
}

const boxOf = (name: string): PageBox | null =>
  document.querySelector(`[data-place="${name}"]`)?.getBoundingClientRect() ?? null;

const end = () => move(null);

function Moving({ movement }: { movement: Movement }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  useLayoutEffect(() => {
    const { kind } = movement;
    const state = useStore.getState();
    const { snapshot } = state;
    const queue = boxOf("queue");
    if (!snapshot || !queue) return end();
    const placed = usePlaced.getState();
    const entries = queueOf(snapshot, {
      ...movement,
      axis: axisKindOf(state),
      queue,
      network: boxOf("network"),
      placed,
    });
    if (kind === "flight" && entries.every(({ connection }) => connection === null)) return end();
    // What is on its way stands nowhere else.
    const left = kind === "flight" ? document.querySelectorAll<HTMLElement>(away) : [];
    for (const one of left) one.style.opacity = "0";
    const context = prepareCanvas(canvas.current!, innerWidth, innerHeight);
    const frame: MovementFrame = { kind, entries, theme };
    let begun: number | null = null;
    let asked = requestAnimationFrame(function step(now) {
      begun ??= now;
      const share = (now - begun) / durations[kind];
      context.clearRect(0, 0, innerWidth, innerHeight);
      if (share >= 1) return end();
      drawMovement(context, frame, share);
      asked = requestAnimationFrame(step);
    });
    for (const act of acts) window.addEventListener(act, end, { capture: true });
    return () => {
      cancelAnimationFrame(asked);
      for (const one of left) one.style.opacity = "";
      for (const act of acts) window.removeEventListener(act, end, { capture: true });
    };
  }, [movement, theme]);
  return <canvas ref={canvas} className={styles.flight} aria-hidden />;
}

const acts = ["pointerdown", "keydown", "wheel", "resize"] as const;
const away = '[data-place="connections"], [data-place="queue"]';
