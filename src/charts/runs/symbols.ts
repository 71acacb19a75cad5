import { symbol, symbolCircle, symbolDiamond } from "d3-shape";
import type { StateKind } from "./forest.ts";
import styles from "./symbols.module.css";

/** The outline of a state around 0: training is a disc, a cut a small ring, fine-tuning a diamond. */
export const shapeOf = (kind: StateKind, radius: number): string =>
  symbol(kind === "tuned" ? symbolDiamond : symbolCircle, areas[kind] * radius ** 2)() ?? "";

const areas: Readonly<Record<StateKind, number>> = { trained: Math.PI * 0.8, cut: Math.PI * 0.5, tuned: 2.1 };

/** How a state is drawn: a cut is hollow, where one is is plum, what is of another network is pale. */
export const lookOf = (kind: StateKind, isHere: boolean, isPale = false): string =>
  [styles.node, kind === "cut" && styles.cut, isHere && styles.here, isPale && styles.pale].filter(Boolean).join(" ");
