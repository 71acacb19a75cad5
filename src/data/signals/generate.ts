import { createRandom, type Random, shuffle } from "../../random/random.ts";
import type { Dataset } from "../dataset.ts";
import { templates } from "./templates.ts";

const id = "signals";

/** Points of a signal, before and after it is resampled. */
const longest = 72;
export const signalLength = 40;
/** Least and most points a template is padded to. */
const padded = [36, 60] as const;
/** Standard deviation of the correlated noise's kernel, in points. */
const smoothing = 2;

/** How much every difficulty varies, as a share of MNIST-1D's own settings. */
const shares = { easy: 0.4, default: 1, medium: 1.2, hard: 1.5, extreme: 2 } as const;

/** Draws 1-D digits in the manner of MNIST-1D (Greydanus & Kobak 2020): a template is padded, scaled, shifted in a circle, sheared, and
 *  blurred by correlated and independent noise, then resampled to 40 points and normed. Classes balanced, order shuffled, the same for the same seed. */
export function generateSignals(request: {
  readonly count: number;
  readonly difficulty: keyof typeof shares;
  readonly seed: number;
}): Dataset {
  const { count, difficulty, seed } = request;
  const random = createRandom(seed);
  const labels = shuffle(
    Uint8Array.from({ length: count }, (_, i) => i % templates.length),
    random,
  );
  const inputs = new Float32Array(count * signalLength);
  labels.forEach((digit, i) => {
    inputs.set(drawSignal(templates[digit], shares[difficulty], random), i * signalLength);
  });
  const classes = Array.from(templates, (_, digit) => String(digit));
  return {
    id,
    label: id,
    kind: "signals",
    inputShape: [signalLength],
    classes,
    inputs,
    labels,
    count,
  };
}

function drawSignal(template: readonly number[], share: number, random: Random): Float32Array {
  // The heights are centred: what is padded and shifted in stands at 0.
  const mean = template.reduce((sum, value) => sum + value / template.length, 0);
  const size = padded[0] + random.below(padded[1] - padded[0] + 1);
  const drawn = resampled(
    template.map((value) => (value - mean) / 3),
    size,
  );
  const whole = new Float64Array(longest);
  const gain = 1 + 0.4 * share * (random.next() - 0.5) * 2;
  const shift = random.below(1 + Math.round(48 * Math.min(1, share)));
  drawn.forEach((value, i) => {
    whole[(i + shift) % longest] = gain * value;
  });
  const noise = smooth(Float64Array.from({ length: longest }, () => random.gaussian()));
  const slope = 0.75 * share * (random.next() - 0.5);
  const blurred = whole.map(
    (value, i) =>
      value + 0.25 * share * noise[i] + 0.02 * share * random.gaussian() + slope * (i / (longest - 1) - 0.5) * 2,
  );
  return Float32Array.from(resampled(blurred, signalLength));
}

/** A series at other places of the same length, in between on a straight line. */
function resampled(values: ArrayLike<number>, length: number): number[] {
  return Array.from({ length }, (_, i) => {
    const at = (i * (values.length - 1)) / (length - 1);
    const left = Math.min(values.length - 2, Math.floor(at));
    return values[left] + (at - left) * (values[left + 1] - values[left]);
  });
}

/** Noise smoothed by a Gaussian in a circle, again of standard deviation 1. */
function smooth(noise: Float64Array): Float64Array {
  const reach = 3 * smoothing;
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * smoothing ** 2)));
  const size = Math.sqrt(kernel.reduce((sum, weight) => sum + weight ** 2, 0));
  return noise.map((_, i) =>
    kernel.reduce((sum, weight, k) => sum + (weight / size) * noise[(i + k - reach + noise.length) % noise.length], 0),
  );
}
