import { useLayoutEffect, useRef } from "react";
import { prepareCanvas } from "../../charts/canvas.ts";
import { useTheme } from "../../charts/useTheme.ts";
import { durations } from "../../motion/motion.ts";
import { axisKindOf } from "../../store/axisKind.ts";
import { useStore } from "../../store/store.ts";
import { drawMovement, type MovementFrame } from "./drawMovement.ts";
import styles from "./Flight.module.css";
import { type Movement, move } from "./movement.ts";
import { type PageBox, queueOf } from "./movers.ts";
import { usePlaced } from "./placed.ts";

const boxOf = (name: string): PageBox | null =>
  document.querySelector(`[data-place="${name}"]`)?.getBoundingClientRect() ?? null;

const end = () => move(null);

/** Weights on their way, from the first frame to the last, or until somebody does anything. */
export function Moving({ movement }: { movement: Movement }) {
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
      try {
        drawMovement(context, frame, share);
      } catch (error) {
        // What was on its way stands again, whatever went wrong on it.
        end();
        throw error;
      }
      asked = requestAnimationFrame(step);
    });
    for (const act of acts) window.addEventListener(act, end, { capture: true });
    return () => {
      cancelAnimationFrame(asked);
      for (const one of left) one.style.opacity = "";
      for (const act of acts) window.removeEventListener(act, end, { capture: true });
    };
  }, [movement, theme]);
  return <canvas ref={canvas} className={styles.flight} data-movement={movement.kind} aria-hidden />;
}

const acts = ["pointerdown", "keydown", "wheel", "resize"] as const;
const away = '[data-place="connections"], [data-place="queue"]';
