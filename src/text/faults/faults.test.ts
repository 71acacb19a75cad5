import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { areas } from "./catalogue.ts";

const root = resolve("src");
const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
  .map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));

const ids = Object.values(areas).flatMap((texts) => Object.keys(texts));

it("every id is of one area", () => {
  expect(ids.filter((id, i) => ids.indexOf(id) < i)).toEqual([]);
});

it("whatever has a sentence can be told: some place outside the catalogue says so", () => {
  const places = sources.filter(({ file }) => !file.startsWith("text/") && !file.endsWith("said.ts"));
  expect(ids.filter((id) => !places.some(({ text }) => text.includes(`"${id}"`)))).toEqual([]);
});

/** Where nothing is to be said in words. */
const told =
  /^(worker|records|engine|training|network|pruning|data\/files|data\/named|recipe\/(said|link|notation|engines|whyNotDeleted)|recipe\/steps|setup\/(?!backends|networks))/;

/** Words that stay, by file, and why nobody reads them as they are. */
const words: readonly (readonly [file: RegExp, words: RegExp, why: string])[] = [
  [/^engine\/wasm\/assembly|^engine\/webgl\/shaders/, /./, "programs"],
  [/^engine\/webgl\/(device|maps|parameters|passes|plan)\.ts$/, /vec4|#version/, "parts of programs"],
  [/^engine\/(fits|layout)\.ts$/, /./, "what an engine is given fits, whatever a person does"],
  [/^engine\/wasm\/wasmEvaluator\.ts$/, /do not make|call setWeights/, "as above, of the evaluator"],
  [/^engine\/.*Engine\.ts$/, /call load first|at least one batch/, "the order in which the session calls an engine"],
  [/^engine\/wasm\/kernels\.ts$/, /kernel failed/, "compiled in: it is not reached"],
  [/^engine\/webgl\/(passes|transfer)\.ts$/, /has no parameters|holds no state/, "as above, within the engine"],
  [/^data\/files\//, /cannot be read as/, "options are of the kind of source that they came from"],
  [/^data\/files\/table\/(marks|lexicon|guess)\.ts$/, /./, "words that are looked for in tables"],
  [/^data\/files\/table\/oneHot\.ts$/, /one-hot class/, "the name of a column, kept with the data"],
  [/^data\/named\/named\.ts$/, /is downloaded by name/, "ids are those of the registry"],
  [/^data\/files\/signatures\.ts$/, /./, "bytes that are looked for"],
  [
    /^records\/(database|claim)\.ts$/,
    /was broken off|pruning-playground session/,
    "of the browser's own kinds of error and lock",
  ],
  [/^data\/files\/table\/numbers\.ts$/, /bare/, "an expression with quotation marks in it"],
  [/^setup\/setup\.ts$/, /^groups of #$/, "a key of what is ranked alike"],
  [
    /^network\/(evaluator|forward|keptWeights|pass|layers\/kernelPasses)\.ts$/,
    /do not make|call setWeights|The mask has|has no layer/,
    "passes are given what fits, whatever a person does",
  ],
  [
    /^pruning\/(channelStatistics|criteria\/slimming)\.ts$/,
    /without any|has no batch norm/,
    "offers are of what the network has, and rankings of what criteria need",
  ],
  [
    /^pruning\/(criteria\/registry|cut)\.ts$/,
    /unknown criterion|invalid sparsity/,
    "settings are read by their codecs",
  ],
  [/^recipe\/engines\.ts$/, /last engine of a plan/, "plans are checked when they are read"],
  [/^recipe\/steps\/registry\.ts$/, /No kind of step/, "steps are checked when they are read"],
  [/^worker\/pretrained\/weights\.ts$/, /^# for #$/, "the cause of what is told, for the console"],
];

it("no prose stands where workers, files, records, engines and links tell what goes wrong", () => {
  const found = sources
    .filter(({ file }) => told.test(file))
    .flatMap(({ file, text }) => {
      const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
      const literals = [...code.matchAll(/"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)].map(([, a, b]) =>
        (a ?? b).replace(/\$\{[^}]*\}/g, "#"),
      );
      return literals
        .filter((literal) => /[a-z’]{2,}[,;:]? [a-z’]{2,}/i.test(literal))
        .map((literal) => [file, literal]);
    });
  const unknown = found.filter(([file, literal]) => !words.some(([of, some]) => of.test(file) && some.test(literal)));
  expect(unknown.map(([file, literal]) => `${file}: ${literal}`)).toEqual([]);
});

it("nothing is allowed to stay that is not there", () => {
  const files = sources.map(({ file }) => file);
  expect(words.filter(([of]) => !files.some((file) => of.test(file))).map(([, , why]) => why)).toEqual([]);
});
