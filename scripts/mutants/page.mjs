const reduce = "src/store/reduce.ts";
const tests = ["src/store/reduce.test.ts"];

/** Faults in what the page makes of events. */
export const page = [
  {
    name: "a late event of an older network is taken",
    file: reduce,
    before: "if (key.run !== asked) return true;",
    after: "",
    tests,
  },
  {
    name: "what is told of a network that is on its way stands beside the one before",
    file: reduce,
    before: "if (key.run !== run && !ahead.includes(type)) return true;",
    after: "",
    tests,
  },
  {
    name: "a preview of older weights overwrites a newer one",
    file: reduce,
    before: "!event.outlives && key.version",
    after: '!event.outlives && event.id !== "preview" && key.version',
    tests,
  },
  {
    name: "undo takes back what was chosen since, too",
    file: reduce,
    before: "wish.run === run && wish.serial > heard",
    after: "false",
    tests,
  },
  {
    name: "undo takes back nothing that was ever chosen",
    file: reduce,
    before: "wish.run === run && wish.serial > heard",
    after: "wish.run === run",
    tests,
  },
  {
    name: "undo moves the handle out of the hand that drags it",
    file: reduce,
    before: "dragging ? sparsity : (moved?.handle ?? committed)",
    after: "moved?.handle ?? committed",
    tests,
  },
  {
    name: "a move of the handle counts as answered by any step",
    file: reduce,
    before: "held.sent !== null && event.heard >= held.sent",
    after: "held.sent !== null",
    tests: ["src/store/actions.test.ts", ...tests],
  },
  {
    name: "a comparison takes the place of all others",
    file: "src/store/results.ts",
    before: "known?.key.version === result.key.version",
    after: "known?.key.version !== result.key.version",
    tests,
  },
  {
    name: "a test score that is told again counts again",
    file: reduce,
    before: "Math.max(opened[data.source] ?? 0, count)",
    after: "(opened[data.source] ?? 0) + count",
    tests,
  },
];
