import type { Block } from "../examples.ts";
import { sizeOf } from "../network.ts";
import type { Differentiation, Dual, Flow, LayerPasses } from "./pass.ts";
import { eachSquare } from "./squares.ts";
import type { Pooling } from "./stage.ts";

/** Passes of max-pooling. */
export const poolPasses: LayerPasses<Pooling> = {
  scratch: () => 0,
  forward: (stage, stride) => (from, to, count) => {
    eachSquare(stage, (output, inputs) => {
      for (let n = 0; n < count; n++) {
        let most = Number.NEGATIVE_INFINITY;
        for (const input of inputs) most = Math.max(most, from[input * stride + n]);
        to[output * stride + n] = most;
      }
    });
  },
  differentiate: (stage, stride) => differentiation(stage, stride),
  flow: (stage) => flow(stage),
  /** Any pixel of a square may be the one that counts. */
  reach(stage, reach) {
    const before = new Float64Array(sizeOf(stage.from));
    eachSquare(stage, (output, inputs) => {
      for (const input of inputs) before[input] += reach[output];
    });
    return before;
  },
  inputNorms: () => null,
};

/** All goes through the largest of each square, of equals through the first. */
function differentiation(stage: Pooling, stride: number): Differentiation {
  const eachLargest = (input: Block, output: Block, count: number, visit: (from: number, to: number) => void) =>
    eachSquare(stage, (feature, inputs) => {
      for (let n = 0; n < count; n++) {
        const to = feature * stride + n;
        const from = inputs.find((one) => input[one * stride + n] === output[to]);
        if (from !== undefined) visit(from * stride + n, to);
      }
    });
  return {
    tangent(input: Dual, output: Dual, count: number): void {
      const { tangent } = input;
      if (tangent)
        eachLargest(input.value, output.value, count, (from, to) => {
          output.tangent![to] = tangent[from];
        });
    },
    back(input: Dual, output: Dual, outputGradient: Dual, inputGradient: Dual | null, count: number): void {
      if (!inputGradient) return;
      inputGradient.value.fill(0);
      inputGradient.tangent?.fill(0);
      eachLargest(input.value, output.value, count, (from, to) => {
        inputGradient.value[from] += outputGradient.value[to];
        if (inputGradient.tangent) inputGradient.tangent[from] += outputGradient.tangent![to];
      });
    },
  };
}

function flow(stage: Pooling): Flow {
  /** Which input feature each output is. */
  const largest = new Uint32Array(sizeOf(stage.to));
  return {
    forth(input, output) {
      eachSquare(stage, (feature, inputs) => {
        let most = inputs[0];
        for (const one of inputs) if (input[one] > input[most]) most = one;
        largest[feature] = most;
        output[feature] = input[most];
      });
    },
    back(outputGradient, inputGradient) {
      inputGradient.fill(0);
      for (let i = 0; i < outputGradient.length; i++) inputGradient[largest[i]] += outputGradient[i];
    },
  };
}
