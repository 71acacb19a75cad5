const batches = ["src/training/batches.test.ts"];

/** Faults in the order of batches and in what runs fall back to. */
export const training = [
  {
    name: "the order of batches ignores the seed",
    file: "src/training/batches.ts",
    before: "createRandom(epochSeed(seed, epoch))",
    after: "createRandom(epochSeed(0, epoch))",
    tests: batches,
  },
  {
    name: "the order of batches ignores the epoch",
    file: "src/training/batches.ts",
    before: "createRandom(epochSeed(seed, epoch))",
    after: "createRandom(epochSeed(seed, 0))",
    tests: batches,
  },
  {
    name: "an epoch is shuffled on from the one before, so that its order depends on where one came from",
    file: "src/training/batches.ts",
    before: "order = rows.slice();",
    after: "order = order.slice();",
    tests: batches,
  },
  {
    name: "steps since a lost card's last point are told as run twice",
    file: "src/training/trainer.ts",
    before: "this.#ran = firstOf(this.#ran, stepsOf({ ran: this.#ran }) - (this.step - step));",
    after: "",
    tests: ["src/worker/recovery.test.ts"],
  },
  {
    name: "training that ran away goes on from its latest point, though nothing was learned there",
    file: "src/worker/timelinePoints.ts",
    before: "if (this.#divergence.isLearning) this.#sound = reached;",
    after: "this.#sound = reached;",
    tests: ["src/worker/divergence.test.ts"],
  },
];
