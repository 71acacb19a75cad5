import { hasKernel, layerKind } from "../../network/layers/registry.ts";
import type { LayerSpec } from "../../network/network.ts";

/** What can be made more or less on the drawing, and where it stands. */
export interface StepperPlaces {
  /** Over each hidden layer with a kernel; over the first alone it stands for all where they are too close for one each. */
  readonly layers: readonly { readonly x: number; readonly layers: readonly number[] }[];
  /** Where one more layer is put in; null where there is no room. */
  readonly another: number | null;
  /** Where the number of layers stands, for many of them. */
  readonly depth: number | null;
  /** Where there is no room for controls: in words; null where there is none for these either. */
  readonly words: number | null;
}

/** A stepper takes so much, a longer one with words so much, in pixels. */
const stepperWidth = 84;
const depthWidth = 190;
const anotherWidth = 150;
/** What leads on from the drawing stands at its right end: so wide is each of it. */
const toolWidth = 26;
/** Half of the words, and the picture of the data at the left end. */
const halfOfWords = 66;
const thumb = 40;
/** Narrower drawings leave the layers to the page of the network. */
const roomyWidth = 520;

/** Places steppers over the columns of the hidden layers at `xs`, which outputs at `end` follow, clear of so many tools. */
export function stepperPlaces(xs: readonly number[], end: number, width: number, tools: number): StepperPlaces {
  const nothing: StepperPlaces = { layers: [], another: null, depth: null, words: null };
  if (xs.length === 0) return { ...nothing, another: width / 2 };
  const [first, last] = [xs[0], xs[xs.length - 1]];
  const right = width - tools * toolWidth;
  const isClear = last + stepperWidth / 2 <= right;
  if (isClear && xs.every((x, i) => i === 0 || x - xs[i - 1] >= stepperWidth)) {
    const another = width > roomyWidth && end - last >= anotherWidth ? (last + end) / 2 + 10 : null;
    return { ...nothing, layers: xs.map((x, layer) => ({ x, layers: [layer] })), another };
  }
  const middle = (first + last) / 2;
  if (middle - first < (stepperWidth + depthWidth) / 2 || width <= roomyWidth) {
    const words = Math.min(middle, right - halfOfWords);
    return { ...nothing, words: words < thumb + halfOfWords ? null : words };
  }
  return { ...nothing, layers: [{ x: first, layers: [...xs.keys()] }], depth: middle };
}

/** Fewest and most units of hidden layers with a kernel. */
export function widthsOf(hidden: readonly LayerSpec[]): readonly [least: number, most: number] {
  const widths = hidden.filter(hasKernel).map((layer) => layerKind(layer).width(layer) ?? 0);
  return [Math.min(...widths), Math.max(...widths)];
}

/** Whether all hidden layers but the first have a shortcut: such a network is told in blocks. */
export const isOfBlocks = (hidden: readonly LayerSpec[]): boolean =>
  hidden.length > 1 && hidden.every((layer, l) => l === 0 || (hasKernel(layer) && layer.residual === true));
