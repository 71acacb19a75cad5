import { describe, expect, it } from "vitest";
import { randomData, randomMask } from "../engine/agreement.ts";
import { folded } from "./batchNorm.ts";
import { initialise } from "./initialise.ts";
import { isParametric } from "./layers/stage.ts";
import { applyMask, fullMask, type Mask } from "./mask.ts";
import { denseNetwork, type Layer, type NetworkSpec, sizeOf } from "./network.ts";
import { readLayers } from "./notation.ts";
import { saliencyStatistics } from "./saliency.ts";
import { stagesOf } from "./stages.ts";
import { biasMasks } from "./wiring.ts";

const named = (input: NetworkSpec["input"], hidden: string, activation: "relu" | "tanh" = "relu"): NetworkSpec => ({
  ...denseNetwork([1, 3], activation),
  input,
  hidden: readLayers(hidden)!,
});

const specs: readonly NetworkSpec[] = [
  named([1, 1, 5], "6-4"),
  named([1, 1, 5], "6-6r-6r"),
  named([7, 6, 2], "c3x3-v4x3-5"),
  named([7, 6, 1], "c3x3-c3x3r-p2-c2x3-4-4r"),
  named([6, 6, 1], "c3x3bn-c3x3bnr-p2-4bn"),
];

function problem(spec: NetworkSpec) {
  const layers = initialise(spec, 4).map((layer) => ({
    ...layer,
    bias: layer.bias.map((_, j) => 0.1 * Math.sin(j + 1)),
  }));
  const { inputs, labels } = randomData(spec, 9, 5);
  return { layers, mask: randomMask(layers, 0.3, 3), examples: { inputs, labels } };
}

/** What every parametric layer reads at each position and example, row by row, and what its units answer there before the shortcut:
 *  written out with loops over pixels, for one example after the other. */
function readAndAnswered(spec: NetworkSpec, layers: readonly Layer[], mask: Mask, input: readonly number[]) {
  const biases = biasMasks(layers, mask);
  const all: { rows: number[][]; answers: number[][] }[] = [];
  let image = input;
  for (const stage of stagesOf(spec)) {
    const [height, width, channels] = stage.from;
    const [down, across, units] = stage.to;
    const pixel = (y: number, x: number, c: number) =>
      y < 0 || x < 0 || y >= height || x >= width ? 0 : image[(y * width + x) * channels + c];
    const next: number[] = Array.from({ length: sizeOf(stage.to) }, () => 0);
    if (!isParametric(stage)) {
      const { side } = stage;
      for (let y = 0; y < down; y++)
        for (let x = 0; x < across; x++)
          for (let c = 0; c < channels; c++) {
            const seen = Array.from({ length: side * side }, (_, i) => [Math.floor(i / side), i % side]);
            next[(y * across + x) * channels + c] = Math.max(
              ...seen.map(([dy, dx]) => pixel(y * side + dy, x * side + dx, c)),
            );
          }
    } else {
      const layer = layers[all.length];
      const kept = mask.get(layer.name)!;
      const bias = biases.get(layer.name)!;
      const isDense = layer.shape.length === 2;
      const rows: number[][] = [];
      const answers: number[][] = [];
      for (let y = 0; y < down; y++)
        for (let x = 0; x < across; x++) {
          const [side] = layer.shape;
          const read = isDense
            ? [...image]
            : Array.from({ length: side * side * channels }, (_, r) => {
                const tap = Math.floor(r / channels);
                const [top, left] = [y - stage.padding, x - stage.padding];
                return pixel(top + Math.floor(tap / side), left + (tap % side), r % channels);
              });
          rows.push(read);
          const answer = Array.from({ length: units }, (_, u) => {
            const sum = read.reduce((total, value, r) => {
              const w = r * units + u;
              return total + (kept[w] ? value * layer.weights[w] : 0);
            }, bias[u] * layer.bias[u]);
            if (!stage.activation) return sum;
            return stage.activation === "relu" ? Math.max(0, sum) : Math.tanh(sum);
          });
          answers.push(answer);
          answer.forEach((value, u) => {
            const at = (y * across + x) * units + u;
            next[at] = value + (stage.residual ? image[at] : 0);
          });
        }
      all.push({ rows, answers });
    }
    image = next;
  }
  return all;
}

describe.each(specs.map((spec) => [spec.hidden.length, spec] as const))("activity of %s hidden layers", (_, spec) => {
  const { layers, mask, examples } = problem(spec);
  const statistics = saliencyStatistics(spec, layers, mask, examples);
  const size = sizeOf(spec.input);
  const scale = examples.inputs instanceof Uint8Array ? 255 : 1;
  const seen = Array.from(examples.labels, (_, n) => {
    const row = Array.from(examples.inputs.subarray(n * size, (n + 1) * size), (value) => value / scale);
    return readAndAnswered(spec, folded(layers), mask, row);
  });

  it("has for every weight the norm of what it is multiplied with, over examples and positions", () => {
    layers.forEach(({ weights, bias }, l) => {
      const norms = statistics.layers[l].inputNorm();
      const reads = seen.flatMap((one) => one[l].rows);
      weights.forEach((_, w) => {
        const row = Math.floor(w / bias.length);
        expect(norms[w]).toBeCloseTo(Math.hypot(...reads.map((read) => read[row])), 9);
      });
    });
  });

  it("has for every unit how often it is silent and how much it answers, without what a shortcut passes on", () => {
    layers.forEach(({ bias }, l) => {
      const answers = seen.flatMap((one) => one[l].answers);
      bias.forEach((_, u) => {
        const own = answers.map((answer) => answer[u]);
        const silent = own.filter((value) => value === 0).length / own.length;
        const mean = own.reduce((sum, value) => sum + Math.abs(value), 0) / own.length;
        expect(statistics.layers[l].zeroShare()[u]).toBeCloseTo(silent, 9);
        expect(statistics.layers[l].meanActivation()[u]).toBeCloseTo(mean, 9);
      });
    });
  });
});

describe("the Hessian times the gradient", () => {
  it.each(["6-4", "5-5r"])("is along the weights that are left alone: as the gradient changes there (%s)", (hidden) => {
    const spec = named([1, 1, 5], hidden, "tanh");
    const { layers, mask, examples } = problem(spec);
    const { layers: statistics } = saliencyStatistics(spec, layers, mask, examples);
    const small = 2 ** -9;
    const gradientsAt = (sign: number) => {
      const moved = layers.map((layer, l) => {
        const [gradient, kept] = [statistics[l].gradient(), mask.get(layer.name)!];
        return { ...layer, weights: layer.weights.map((w, i) => w + sign * small * gradient[i] * kept[i]) };
      });
      return saliencyStatistics(spec, moved, mask, examples).layers.map((one) => one.gradient());
    };
    const [above, below] = [gradientsAt(1), gradientsAt(-1)];
    layers.forEach((_, l) => {
      const product = statistics[l].hessianGradient();
      const largest = product.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
      product.forEach((one, i) => {
        expect(Math.abs(one - (above[l][i] - below[l][i]) / (2 * small))).toBeLessThan(0.005 * largest);
      });
    });
  });

  it("is that of the network without its pruned weights, whatever those are worth", () => {
    const { layers, mask, examples } = problem(specs[2]);
    const product = (at: readonly Layer[]) =>
      saliencyStatistics(specs[2], at, mask, examples).layers.map((one) => one.hessianGradient());
    expect(product(applyMask(layers, mask))).toEqual(product(layers));
    expect(product(layers)).not.toEqual(
      saliencyStatistics(specs[2], layers, fullMask(layers), examples).layers.map((one) => one.hessianGradient()),
    );
  });
});
