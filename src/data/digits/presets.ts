export type Interval = readonly [low: number, high: number];

/** How much the handwriting varies. Lengths are in glyph heights unless they say px (of 28). */
export interface Handwriting {
  /** Standard deviation of every control point. */
  readonly jitter: number;
  /** Standard deviation of the slant, degrees. */
  readonly rotation: number;
  readonly shear: number;
  readonly scaleX: Interval;
  readonly scaleY: Interval;
  /** Standard deviation of the shift, px. */
  readonly shift: number;
  /** Amplitude of the smooth warp. */
  readonly warp: number;
  /** Pen radius, px. */
  readonly radius: Interval;
  /** Share by which the pen swells along a stroke. */
  readonly press: number;
  /** Standard deviation of the blur, px. */
  readonly blur: Interval;
  readonly gain: Interval;
  /** Probability of a stray mark, and of a pen lift. */
  readonly clutter: number;
  readonly drop: number;
}

export const handwriting: Readonly<Record<"easy" | "default" | "medium" | "hard" | "extreme", Handwriting>> = {
  easy: {
    jitter: 0.015,
    rotation: 5,
    shear: 0.1,
    scaleX: [0.85, 1.05],
    scaleY: [0.92, 1.05],
    shift: 0.5,
    warp: 0.02,
    radius: [1, 1.5],
    press: 0.1,
    blur: [0.3, 0.5],
    gain: [0.9, 1],
    clutter: 0,
    drop: 0,
  },
  default: {
    jitter: 0.024,
    rotation: 7.4,
    shear: 0.16,
    scaleX: [0.76, 1.08],
    scaleY: [0.88, 1.07],
    shift: 0.8,
    warp: 0.032,
    radius: [0.88, 1.68],
    press: 0.16,
    blur: [0.3, 0.62],
    gain: [0.84, 1],
    clutter: 0.03,
    drop: 0.03,
  },
  medium: {
    jitter: 0.03,
    rotation: 9,
    shear: 0.2,
    scaleX: [0.7, 1.1],
    scaleY: [0.85, 1.08],
    shift: 1,
    warp: 0.04,
    radius: [0.8, 1.8],
    press: 0.2,
    blur: [0.3, 0.7],
    gain: [0.8, 1],
    clutter: 0.05,
    drop: 0.05,
  },
  hard: {
    jitter: 0.045,
    rotation: 13,
    shear: 0.3,
    scaleX: [0.6, 1.15],
    scaleY: [0.78, 1.1],
    shift: 1.6,
    warp: 0.06,
    radius: [0.7, 2],
    press: 0.3,
    blur: [0.3, 0.9],
    gain: [0.7, 1],
    clutter: 0.15,
    drop: 0.12,
  },
  extreme: {
    jitter: 0.06,
    rotation: 17,
    shear: 0.4,
    scaleX: [0.5, 1.2],
    scaleY: [0.7, 1.1],
    shift: 2.4,
    warp: 0.08,
    radius: [0.6, 2.2],
    press: 0.4,
    blur: [0.3, 1.1],
    gain: [0.6, 1],
    clutter: 0.3,
    drop: 0.2,
  },
};
