const tree = "src/recipe/tree.ts";
const trail = "src/recipe/trail.ts";
const recipe = "src/recipe/recipe.ts";
const state = "src/recipe/state.ts";

/** Faults in the tree of states, in recipes, and in what steps do. `name` says what goes wrong; `before` stands once in `file`; one of
 *  `tests` must fail with `after` in its place. */
export const recipes = [
  {
    name: "redo forgets where undo came from",
    file: trail,
    before: "this.#undone = [...this.#undone, from];",
    after: "this.#undone = [];",
    tests: ["src/recipe/tree.test.ts"],
  },
  {
    name: "redo leads to the child made last, not to the one visited last",
    file: tree,
    before: "if (parent !== null) this.#trail.setNext(parent, id);",
    after: "if (parent !== null && this.#trail.next(parent) === undefined) this.#trail.setNext(parent, id);",
    tests: ["src/recipe/tree.test.ts"],
  },
  {
    name: "a network whose latest state was deleted is gone back to at its first state",
    file: tree,
    before: "if (parent !== null && gone.has(latest)) this.#trail.setLatest(root, parent);",
    after: "",
    tests: ["src/worker/deletions.test.ts"],
  },
  {
    name: "a recipe keeps the first of several cuts",
    file: recipe,
    before: "kept.splice(last, 1);",
    after: "continue;",
    tests: ["src/recipe/link.test.ts"],
  },
  {
    name: "an edit by hand is dropped with the cut before it",
    file: recipe,
    before: "kept.splice(last, 1);",
    after: "kept.splice(last);",
    tests: ["src/recipe/link.test.ts"],
  },
  {
    name: "a recipe does not say that the handle came to rest elsewhere",
    file: recipe,
    before: "return rests ? [step] :",
    after: "return rests || cut === 0 ? [step] :",
    tests: ["src/worker/replay.test.ts"],
  },
  {
    name: "steps stand in a link without their settings",
    file: "src/recipe/notation.ts",
    before: "writeFields(kind.settings(step), around.setup)",
    after: "writeFields({}, around.setup)",
    tests: ["src/recipe/link.test.ts"],
  },
  {
    name: "a run that was ended sooner stands in a link as a whole one",
    file: "src/recipe/steps/train.ts",
    before: "argument: ({ epochs, steps, diverged }) => (steps === null ?",
    after: "argument: ({ epochs, steps, diverged }) => (steps !== undefined ?",
    tests: ["src/recipe/link.test.ts"],
  },
  {
    name: "a lock does not reset the optimizer",
    file: state,
    before: "checkpoint: fresh(checkpoint.layers, mask, checkpoint.step), lost",
    after: "checkpoint: { ...checkpoint, layers: applyMask(checkpoint.layers, mask), mask }, lost",
    tests: ["src/recipe/state.test.ts"],
  },
  {
    name: "what weights were worth is overwritten by zeros when more is locked",
    file: state,
    before: "(before[i] > after[i] ? weight : (known?.[i] ?? 0))",
    after: "(before[i] >= after[i] ? weight : (known?.[i] ?? 0))",
    tests: ["src/recipe/state.test.ts"],
  },
  {
    name: "rewinding under a mask forgets what its weights were worth",
    file: "src/recipe/steps/rewind.ts",
    before: "checkpoint: fresh(initial, mask, 0), lost: lostBy(state, mask)",
    after: "checkpoint: fresh(initial, mask, 0)",
    tests: ["src/recipe/state.test.ts"],
  },
  {
    name: "regrown weights come back with their initial values, whatever they were worth",
    file: state,
    before: "const worth = lost[l] ?? initial[l].weights;",
    after: "const worth = initial[l].weights;",
    tests: ["src/recipe/state.test.ts"],
  },
  {
    name: "regrown weights keep their moments",
    file: state,
    before: "return moment.map((value, i) => (after[i] > before[i] ? 0 : value));",
    after: "return moment;",
    tests: ["src/recipe/state.test.ts"],
  },
  {
    name: "moments are taken for those of the parameter before",
    file: state,
    before: "const name = kernels[m % kernels.length];",
    after: "const name = kernels[(m + 1) % kernels.length];",
    tests: ["src/recipe/state.test.ts"],
  },
  {
    name: "of Adam's two moments the second is left as it was",
    file: state,
    before: "const name = kernels[m % kernels.length];",
    after: "const name = kernels[m] ?? null;",
    tests: ["src/recipe/state.test.ts"],
  },
  {
    name: "the fingerprint ignores biases",
    file: state,
    before: "for (const values of others) mix(new Uint32Array(values.slice().buffer));",
    after: "void others;",
    tests: ["src/recipe/state.test.ts"],
  },
  {
    name: "the fingerprint ignores the mask",
    file: state,
    before: "    mix(bits);\n",
    after: "",
    tests: ["src/recipe/state.test.ts"],
  },
];
