const work = "src/worker/work.ts";
const standing = "src/worker/standing.ts";
const runs = "src/worker/runs.ts";
const cuts = "src/worker/cuts.ts";
const replaying = "src/worker/replaying.ts";
const commands = "src/worker/commands.ts";
const nodes = "src/worker/nodes.ts";
const states = "src/worker/states.ts";
const session = "src/worker/session.ts";

/** Faults in what the worker does, step by step. */
export const sessions = [
  {
    name: "undo does not restore the manual edits",
    file: standing,
    before: "    training.shown.decide(state.edits);\n",
    after: "",
    tests: ["src/worker/cuts.test.ts"],
  },
  {
    name: "going to a state leaves the engine where it was",
    file: standing,
    before: "    training.configure(this.setup);\n    training.restore(state.checkpoint);\n    training.points.clock",
    after: "    training.configure(this.setup);\n    training.adopt(state.checkpoint);\n    training.points.clock",
    tests: ["src/worker/runs.test.ts"],
  },
  {
    name: "another granularity after a locked round leaves the handle where it is",
    file: cuts,
    before: "if (rests) await this.#rest(isOpen, isAlike);",
    after: "",
    tests: ["src/worker/cuts.test.ts"],
  },
  {
    name: "a state that somebody cut to is written over where the handle comes to rest",
    file: cuts,
    before: 'if (isOpen || steps.around.tree().current.step?.kind === "prune")',
    after: "if (isOpen)",
    tests: ["src/worker/cuts.test.ts"],
  },
  {
    name: "a changed setting does not end the run's step",
    file: work,
    before: 'const trainsOtherwise = !runs.repeats && !areAlike(setup, before, fieldsOf("hyper"));',
    after: "const trainsOtherwise = false;",
    tests: ["src/worker/replay.test.ts"],
  },
  {
    name: "a run that failed leaves the state that it began to lock",
    file: runs,
    before: "    steps.state = this.#begun.from;\n",
    after: "",
    tests: ["src/worker/recovery.test.ts"],
  },
  {
    name: "what is done while a recipe is repeated does not end that",
    file: commands,
    before: "if (endsReplay.has(command.type)) replaying.end();",
    after: "",
    tests: ["src/worker/replay.test.ts"],
  },
  {
    name: "a repeated run is done with the settings of the page",
    file: replaying,
    before: "training.configure({ ...setup, ...step.hyper });",
    after: "training.configure(setup);",
    tests: ["src/worker/replay.test.ts"],
  },
  {
    name: "commands for a network that does not stand are done to the one that does",
    file: session,
    before: "return command.key.run !== (isAnother(command) ? asked : work?.training.id);",
    after: "return isAnother(command) && command.key.run !== asked;",
    tests: ["src/worker/opening.test.ts"],
  },
  {
    name: "a replay opens the test set",
    file: replaying,
    before: "    this.#plan = rest;\n",
    after:
      '    this.#plan = rest;\n    const { training, state } = this.#steps;\n    const { observer, test: held } = training.prepared;\n    const { accuracy } = observer.score(training.ranked.layers, held, this.#steps.mask);\n    training.tell({ type: "test", handle: { sparsity: state.cut }, accuracy, count: held.labels.length, opened: 1 });\n',
    tests: ["src/worker/replay.test.ts"],
  },
  {
    name: "how often the test set was opened begins anew with every score",
    file: commands,
    before: "const opened = session.timesTested(work) + 1;",
    after: "const opened = (steps.test?.opened ?? 0) + 1;",
    tests: ["src/worker/testSet.test.ts"],
  },
  {
    name: "what ran before the engine changed is lost",
    file: "src/recipe/steps/train.ts",
    before: "return [...ran, { engine, steps }];",
    after: "return [{ engine, steps }];",
    tests: ["src/worker/recovery.test.ts"],
  },
  {
    name: "states are compared with the one that training under the cut led to",
    file: "src/recipe/references.ts",
    before: "return locking > 0 ? path[locking - 1] : null;",
    after: "return locking > 0 ? path[locking] : null;",
    tests: ["src/store/references.test.ts", "src/worker/references.test.ts"],
  },
  {
    name: "what a run reached counts though it diverged",
    file: nodes,
    before: "isTrainStep(step) && !step.diverged && stepsOf(step) > 0",
    after: "isTrainStep(step) && stepsOf(step) > 0",
    tests: ["src/worker/runs.test.ts"],
  },
  {
    name: "the cache drops the state that stands",
    file: states,
    before: "if (old !== id && !stays(old)) this.#states.delete(old);",
    after: "if (old !== id) this.#states.delete(old);",
    tests: ["src/worker/states.test.ts"],
  },
  {
    name: "the cache counts arrays that states share as often as they are shared",
    file: states,
    before: "if (!array || seen.has(array.buffer)) return;",
    after: "if (!array) return;",
    tests: ["src/worker/states.test.ts"],
  },
  {
    name: "a state is worked out from the first one, not from the nearest that is kept",
    file: states,
    before: "path.findLastIndex(({ id }) => this.#states.has(id))",
    after: "path.findIndex(({ id }) => this.#states.has(id))",
    tests: ["src/worker/states.test.ts"],
  },
  {
    name: "a state that is worked out again has its cut by the settings of its step",
    file: states,
    before: "state = { ...state, cut, settings: cutSettingsOf(setup) };",
    after: "",
    tests: ["src/worker/states.test.ts"],
  },
  {
    name: "weights of a state that was made and deleted in one go are kept",
    file: "src/records/change.ts",
    before: "      weights.delete(id);\n",
    after: "",
    tests: ["src/records/change.test.ts"],
  },
  {
    name: "of changes that are kept in one go the earlier ones hold",
    file: "src/records/change.ts",
    before: "for (const change of all) {",
    after: "for (const change of all.toReversed()) {",
    tests: ["src/records/change.test.ts"],
  },
  {
    name: "states are worked out again for a comparison while a run goes on",
    file: "src/worker/comparing.ts",
    before: "if (isBusy && one && other && ",
    after: "if (!isBusy && one && other && ",
    tests: ["src/worker/comparing.test.ts"],
  },
  {
    name: "examples are compared one by one though the seed chose others",
    file: "src/worker/comparing.ts",
    before: "    isSame(one.labels, other.labels) &&\n    isSame(one.shown, other.shown)\n",
    after: "    one.labels.length === other.labels.length\n",
    tests: ["src/worker/comparing.test.ts"],
  },
  {
    name: "what the first state keeps alone counts for the second",
    file: "src/pruning/agreement.ts",
    before: "const [bothPrune, onlyOther, onlyOne, bothKeep] = counts;",
    after: "const [bothPrune, onlyOne, onlyOther, bothKeep] = counts;",
    tests: ["src/pruning/agreement.test.ts"],
  },
  {
    name: "two files of one name are taken for the same data",
    file: "src/worker/source.ts",
    before: "contentOf(given) === content",
    after: "label === data",
    tests: ["src/worker/lost.test.ts"],
  },
];
