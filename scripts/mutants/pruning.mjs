const cuts = ["src/pruning/pruning.test.ts"];

/** Faults in criteria, rankings and masks. */
export const pruning = [
  {
    name: "GraSP's direction goes through pruned weights too",
    file: "src/network/saliency.ts",
    before: "weights.map((gradient, i) => gradient * kept[i])",
    after: "(void kept, weights)",
    tests: ["src/network/saliency.test.ts"],
  },
  {
    name: "Wanda takes the input norms along the outputs",
    file: "src/network/saliency.ts",
    before: "inputNorms[Math.floor(i / bias.length)]",
    after: "inputNorms[i % inputNorms.length]",
    tests: ["src/network/saliency.test.ts"],
  },
  {
    name: "Wanda's norms of a convolution are those of its first position",
    file: "src/network/layers/kernelPasses.ts",
    before: "for (const position of reads.positions) sum += squares[row + position];",
    after: "sum += squares[row + reads.positions[0]];",
    tests: ["src/network/saliency.test.ts"],
  },
  {
    name: "APoZ of a residual layer reads the sum in place of its own activation",
    file: "src/network/activity.ts",
    before: "residual ? output[i] - input[i] : output[i]",
    after: "output[i]",
    tests: ["src/network/saliency.test.ts"],
  },
  {
    name: "APoZ counts positions, not units",
    file: "src/network/activity.ts",
    before: "const unit = Math.floor(i / count) % units;",
    after: "const unit = i % units;",
    tests: ["src/network/saliency.test.ts"],
  },
  {
    name: "shares of layers are off by one layer",
    file: "src/pruning/rank.ts",
    before: "(shares[group[0].layer] ?? 0)",
    after: "(shares[group[0].layer + 1] ?? 0)",
    tests: cuts,
  },
  {
    name: "other shares of the same ranking go by the place in the list, protected layers left out",
    file: "src/pruning/cut.ts",
    before: "ranking.lists.map(({ layer }) => (layer === null ? 0 : (shares[layer] ?? 0)))",
    after: "ranking.lists.map((_, l) => shares[l] ?? 0)",
    tests: cuts,
  },
  {
    name: "ERK clips layers to dense and shares out no more",
    file: "src/pruning/erk.ts",
    before:
      "if (isDense.every(Boolean) || largest * scale <= 1) return raw.map((one, l) => (isDense[l] ? 1 : one * scale));",
    after: "if (largest > 0) return raw.map((one) => Math.min(1, one * scale));",
    tests: cuts,
  },
  {
    name: "of equal scores the higher index goes first",
    file: "src/pruning/sortByScore.ts",
    before: "for (let i = 0; i < n; i++) order[i] = i;",
    after: "for (let i = 0; i < n; i++) order[i] = n - 1 - i;",
    tests: cuts,
  },
  {
    name: "in groups of M the higher index of equals goes first",
    file: "src/pruning/groups.ts",
    before: ": a > b;",
    after: ": a < b;",
    tests: ["src/pruning/groups.test.ts"],
  },
  {
    name: "N:M counts its groups along the outputs",
    file: "src/pruning/groups.ts",
    before: "const [inputs, outputs] = shape.slice(-2);",
    after: "const [outputs, inputs] = shape.slice(-2);",
    tests: cuts,
  },
  {
    name: "counts round halves up",
    file: "src/pruning/round.ts",
    before: "return floor % 2 === 0 ? floor : floor + 1;",
    after: "return floor + 1;",
    tests: ["src/pruning/mask.test.ts"],
  },
  {
    name: "unstructured cuts mask the biases of units that something reads",
    file: "src/network/wiring.ts",
    before: "kept[unit] = outgoing[i + t];",
    after: "kept[unit] = 0;",
    tests: ["src/network/wiring.test.ts"],
  },
];
