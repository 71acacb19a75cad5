import { fullMask } from "../../src/network/mask.ts";
import { cooBytes, costOf, csrBytes } from "../../src/pruning/cost.ts";
import { maskAt } from "../../src/pruning/cut.ts";
import { rank } from "../../src/pruning/rank.ts";
import { type Case, differs, type Folder, layersOf, request, type StoredNetwork } from "./read.ts";

interface StoredCost {
  readonly layer: string;
  readonly out_hw: readonly [number, number];
  readonly csr_rows: number;
  readonly csr_cols: number;
}

interface CostCase {
  readonly s: number;
  readonly layers: readonly StoredCost[];
  readonly biases: number;
  readonly params_dense: number;
}

/** Bytes of a bias, never pruned here. */
const biasBytes = 4;

export function* cost(content: { cases: readonly CostCase[] }, folder: Folder): Iterable<Case> {
  const layers = layersOf(folder("weights") as StoredNetwork, "w_special_f32");
  const ranking = rank(layers, request({}), fullMask(layers));
  const biases = layers.reduce((sum, { bias }) => sum + bias.length, 0);
  for (const example of content.cases) {
    const positions = example.layers.map(({ out_hw: [height, width] }) => height * width);
    const costs = costOf(layers, maskAt(ranking, example.s), positions);
    const total = (pick: (one: (typeof costs)[number], l: number) => number) =>
      costs.reduce((sum, one, l) => sum + pick(one, l), 0);
    const csr = (one: (typeof costs)[number], l: number, indexBits: number) =>
      csrBytes(one.kept, example.layers[l].csr_rows, 32, indexBits);
    const found = {
      s: example.s,
      layers: costs.map((one, l) => ({
        layer: one.name,
        n: one.total,
        nnz: one.kept,
        out_hw: example.layers[l].out_hw,
        macs_dense: one.multiplyAdds.dense,
        macs_masked: one.multiplyAdds.masked,
        bytes_dense_fp32: one.bytes.dense,
        bytes_bitmask: one.bytes.bitmask,
        bytes_csr32: csr(one, l, 32),
        bytes_csr16: csr(one, l, 16),
        bytes_coo32: cooBytes(one.kept, 32),
        csr_rows: one.total / layers[l].bias.length,
        csr_cols: layers[l].bias.length,
      })),
      biases,
      params_dense: total((one) => one.total) + biases,
      params_nonzero: total((one) => one.kept) + biases,
      macs_dense: total((one) => one.multiplyAdds.dense),
      macs_masked: total((one) => one.multiplyAdds.masked),
      flops_dense: 2 * total((one) => one.multiplyAdds.dense),
      bytes: {
        dense_fp32: total((one) => one.bytes.dense) + biases * biasBytes,
        bitmask: total((one) => one.bytes.bitmask) + biases * biasBytes,
        csr32: total((one, l) => csr(one, l, 32)) + biases * biasBytes,
        csr16: total((one, l) => csr(one, l, 16)) + biases * biasBytes,
        coo32: total((one) => cooBytes(one.kept, 32)) + biases * biasBytes,
      },
    };
    const differences = Object.entries(example).flatMap(([key, expected]) =>
      differs(key, found[key as keyof typeof found], expected),
    );
    yield { title: `s=${example.s}`, differences };
  }
}
