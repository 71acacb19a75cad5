const scheduler = "src/worker/jobs/jobs.ts";
const tests = ["src/worker/jobs/jobs.test.ts"];

/** Faults in what is worked out beside training, and in what it is beside. */
export const jobs = [
  {
    name: "a job between bursts takes more than its share of the time",
    file: scheduler,
    before: "return lane.turns.spent(begun);",
    after: "return;",
    tests,
  },
  {
    name: "a job that is under way is not left for a newer question",
    file: scheduler,
    before: "if (begun && open.some((asked) => isSame(asked, begun.asked))) return begun;",
    after: "if (begun) return begun;",
    tests,
  },
  {
    name: "an answer that came too late is told",
    file: scheduler,
    before: "if (value !== null && isAsked)",
    after: "if (value !== null)",
    tests,
  },
  {
    name: "a job that fails is tried for ever",
    file: scheduler,
    before: "      this.#end(lane, asked);\n      throw error;",
    after: "      throw error;",
    tests,
  },
  {
    name: "the curve before fine-tuning is that of the latest round",
    file: "src/recipe/references.ts",
    before: "const first = path.findIndex(",
    after: "const first = path.findLastIndex(",
    tests: ["src/store/references.test.ts"],
  },
  {
    name: "the curve of a state is that of other weights",
    file: "src/worker/jobs/nodeCurves.ts",
    before: "if (this.#latest?.version === this.#at.version)",
    after: "if (this.#latest)",
    tests: ["src/worker/references.test.ts"],
  },
];
