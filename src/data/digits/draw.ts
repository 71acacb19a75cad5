import type { Random } from "../../random/random.ts";
import type { Handwriting, Interval } from "./presets.ts";
import { type Glyph, type Point, type Stroke, skeletons } from "./skeletons.ts";

/** Side of an image, and the height a digit is written at, px. */
export const side = 28;
const height = 20;

/** Pen, blur and gain in the middle of those that the digits are written with. */
const plainHand = { radius: 1.28, blur: 0.46, gain: 0.92 } as const;

interface Segment {
  readonly from: Point;
  readonly to: Point;
  readonly radius: number;
}

const between = (random: Random, [low, high]: Interval) => low + (high - low) * random.next();

/** Writes one digit by hand into `pixels` (28 x 28, 0 is background). */
export function drawDigit(digit: number, hand: Handwriting, random: Random, pixels: Uint8Array): void {
  const variants = skeletons[digit];
  const glyph = jittered(variants[random.below(variants.length)], hand.jitter, random);
  const strokes = placed(glyph.map(sampled), hand, random);
  const written = segments(strokes, hand, random);
  const [blur, gain] = [between(random, hand.blur), between(random, hand.gain)];
  raster(written, pixels, { blur, gain }, random);
}

/** Strokes as somebody drew them, in any unit, as MNIST holds digits: 20 px along their longer side, the ink's centre of mass in the
 *  middle of 28 x 28 pixels. A stroke of one point is a dot. Without strokes the picture is blank. */
export function drawStrokes(strokes: readonly (readonly Point[])[], pixels: Uint8Array): void {
  pixels.fill(0);
  const points = strokes.flat();
  if (points.length === 0) return;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const longest = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  const scale = longest > 0 ? height / longest : 0;
  const scaled = strokes.map((stroke) => stroke.map(([x, y]): Point => [x * scale, y * scale]));
  const written = centred(scaled, [0, 0]).flatMap((stroke) =>
    stroke.map((point, i): Segment => ({ from: stroke[Math.max(0, i - 1)], to: point, radius: plainHand.radius })),
  );
  raster(written, pixels, plainHand);
}

/** Rings get less jitter: a 0 must not become a polygon. */
function jittered(glyph: Glyph, jitter: number, random: Random): Glyph {
  return glyph.map((stroke) => {
    const deviation = jitter * (stroke.kind === "ring" ? 0.6 : 1);
    const move = (value: number) => value + deviation * random.gaussian();
    return { ...stroke, points: stroke.points.map(([x, y]): Point => [move(x), move(y)]) };
  });
}

/** Four points a span of a Catmull-Rom spline, or an edge. */
function sampled({ kind, points }: Stroke): Point[] {
  const n = points.length;
  const spans = kind === "ring" ? n : n - 1;
  const at = (i: number) => (kind === "ring" ? points[(i + n) % n] : points[Math.min(n - 1, Math.max(0, i))]);
  const path: Point[] = [];
  for (let s = 0; s < spans; s++)
    for (let k = 0; k < 4; k++) {
      const t = k / 4;
      const [p0, p1, p2, p3] = [at(s - 1), at(s), at(s + 1), at(s + 2)];
      const along = (d: 0 | 1) =>
        kind === "edges"
          ? p1[d] + (p2[d] - p1[d]) * t
          : 0.5 *
            (2 * p1[d] +
              (p2[d] - p0[d]) * t +
              (2 * p0[d] - 5 * p1[d] + 4 * p2[d] - p3[d]) * t * t +
              (3 * p1[d] - p0[d] - 3 * p2[d] + p3[d]) * t * t * t);
      path.push([along(0), along(1)]);
    }
  path.push(at(spans));
  return path;
}

/** Warps smoothly, slants, scales, and sets the centre of mass of the ink (as MNIST does) near the middle of the image; px. */
function placed(strokes: readonly Point[][], hand: Handwriting, random: Random): Point[][] {
  const waves = Array.from({ length: 3 }, () => {
    const frequency = 2 * Math.PI * (0.4 + 0.9 * random.next());
    const direction = 2 * Math.PI * random.next();
    const phase = 2 * Math.PI * random.next();
    const push: Point = [random.gaussian(), random.gaussian()];
    return { frequency, direction, phase, push };
  });
  const amplitude = hand.warp / Math.sqrt(3);
  const angle = (hand.rotation * random.gaussian() * Math.PI) / 180;
  const shear = hand.shear * random.gaussian();
  const [scaleX, scaleY] = [between(random, hand.scaleX), between(random, hand.scaleY)];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const moved = strokes.map((stroke) =>
    stroke.map(([x, y]): Point => {
      let [wx, wy] = [x, y];
      for (const { frequency, direction, phase, push } of waves) {
        const wave = Math.sin(frequency * (x * Math.cos(direction) + y * Math.sin(direction)) + phase);
        wx += amplitude * push[0] * wave;
        wy += amplitude * push[1] * wave;
      }
      const [sx, sy] = [(wx - shear * wy) * scaleX, wy * scaleY];
      return [(sx * cos - sy * sin) * height, (sx * sin + sy * cos) * height];
    }),
  );
  return centred(moved, [hand.shift * random.gaussian(), hand.shift * random.gaussian()]);
}

/** Strokes with the centre of mass of their ink in the middle of the image, but for a shift; px. */
function centred(strokes: readonly Point[][], [right, down]: Point): Point[][] {
  let [mass, mx, my] = [0, 0, 0];
  for (const stroke of strokes)
    for (let i = 1; i < stroke.length; i++) {
      const length = Math.hypot(stroke[i][0] - stroke[i - 1][0], stroke[i][1] - stroke[i - 1][1]);
      mass += length;
      mx += (length * (stroke[i][0] + stroke[i - 1][0])) / 2;
      my += (length * (stroke[i][1] + stroke[i - 1][1])) / 2;
    }
  // Dots alone have no length.
  const [x, y] = mass > 0 ? [mx / mass, my / mass] : strokes[0][0];
  const [dx, dy] = [side / 2 - x + right, side / 2 - y + down];
  return strokes.map((stroke) => stroke.map(([px, py]): Point => [px + dx, py + dy]));
}

/** Pieces of ink with their pen radius; now and then the pen lifts, or leaves a stray mark. */
function segments(strokes: readonly Point[][], hand: Handwriting, random: Random): Segment[] {
  const pen = between(random, hand.radius);
  const all: Segment[] = [];
  for (const stroke of strokes) {
    const phase = 2 * Math.PI * random.next();
    const cycles = Math.PI * (1 + random.next());
    for (let i = 1; i < stroke.length; i++) {
      const radius = pen * (1 + hand.press * Math.sin(phase + (cycles * i) / stroke.length));
      all.push({ from: stroke[i - 1], to: stroke[i], radius });
    }
  }
  if (random.next() < hand.drop) {
    const length = Math.max(1, Math.round(all.length * (0.06 + 0.1 * random.next())));
    all.splice(random.below(Math.max(1, all.length - length)), length);
  }
  if (random.next() < hand.clutter) {
    const [x, y] = [3 + 22 * random.next(), 3 + 22 * random.next()];
    const angle = 2 * Math.PI * random.next();
    const length = 2 + 3 * random.next();
    all.push({ from: [x, y], to: [x + length * Math.cos(angle), y + length * Math.sin(angle)], radius: pen * 0.8 });
  }
  return all;
}

const clip = (place: number) => Math.min(side - 1, Math.max(0, place));

const ink = new Float32Array(side * side);
const blurred = new Float32Array(side * side);

/** Coverage of every pixel by the nearest segment, blurred, with noise, if any, on the ink only: the background stays exactly 0. */
function raster(
  strokes: readonly Segment[],
  pixels: Uint8Array,
  { blur: sigma, gain }: { readonly blur: number; readonly gain: number },
  random?: Random,
): void {
  ink.fill(0);
  // Arrays as pairs of numbers would cost here as much as the drawing.
  for (const { from, to, radius } of strokes) {
    const reach = radius + 0.5;
    const [fromX, fromY] = from;
    const [toX, toY] = to;
    const x0 = clip(Math.floor(Math.min(fromX, toX) - reach));
    const x1 = clip(Math.ceil(Math.max(fromX, toX) + reach));
    const y0 = clip(Math.floor(Math.min(fromY, toY) - reach));
    const y1 = clip(Math.ceil(Math.max(fromY, toY) + reach));
    const vx = toX - fromX;
    const vy = toY - fromY;
    const square = vx * vx + vy * vy || 1;
    for (let y = y0; y <= y1; y++)
      for (let x = x0; x <= x1; x++) {
        const px = x + 0.5 - fromX;
        const py = y + 0.5 - fromY;
        const t = Math.min(1, Math.max(0, (px * vx + py * vy) / square));
        const dx = px - t * vx;
        const dy = py - t * vy;
        const distance2 = dx * dx + dy * dy;
        // Most pixels around a stroke are not covered, and roots cost more than all the rest.
        if (distance2 > reach * reach) continue;
        const cover = reach - Math.sqrt(distance2);
        if (cover > ink[y * side + x]) ink[y * side + x] = Math.min(1, cover);
      }
  }
  const taps = [-2, -1, 0, 1, 2].map((d) => Math.exp((-d * d) / (2 * sigma * sigma)));
  const sum = taps.reduce((total, tap) => total + tap, 0);
  blur(ink, blurred, taps, sum, 1);
  blur(blurred, ink, taps, sum, side);
  for (let i = 0; i < ink.length; i++) {
    const strength = ink[i] < 0.02 ? 0 : ink[i] * gain * (random ? 1 + 0.1 * random.gaussian() : 1);
    pixels[i] = Math.round(255 * Math.min(1, Math.max(0, strength)));
  }
}

/** One pass of a five-tap blur; `stride` 1 runs along x, 28 along y. */
function blur(from: Float32Array, to: Float32Array, taps: readonly number[], sum: number, stride: number): void {
  const [first, second, third, fourth, fifth] = taps;
  for (let line = 0; line < side; line++)
    for (let place = 0; place < side; place++) {
      const i = stride === 1 ? line * side + place : place * side + line;
      let total = place > 1 ? first * from[i - 2 * stride] : 0;
      if (place > 0) total += second * from[i - stride];
      total += third * from[i];
      if (place < side - 1) total += fourth * from[i + stride];
      if (place < side - 2) total += fifth * from[i + 2 * stride];
      to[i] = total / sum;
    }
}
