// Whether the tests find faults: each of the faults in `mutants/` is made in a copy of the project, and tests that are named beside it must fail
// there. Takes parts of names for some of them. Ends with "N caught, N survived".
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { page } from "./mutants/page.mjs";
import { pruning } from "./mutants/pruning.mjs";
import { recipes } from "./mutants/recipes.mjs";
import { sessions } from "./mutants/sessions.mjs";
import { training } from "./mutants/training.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const milliseconds = 300_000;

/** The tracked files as they stand, beside the same packages. */
function copyOfProject() {
  const copy = mkdtempSync(join(tmpdir(), "mutants-"));
  const { stdout } = spawnSync("git", ["ls-files", "-z", "--deduplicate"], { cwd: root, encoding: "utf8" });
  const deleted = spawnSync("git", ["ls-files", "-z", "--deleted"], { cwd: root, encoding: "utf8" }).stdout.split("\0");
  for (const file of stdout.split("\0").filter((name) => name && !deleted.includes(name))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  // One by one: caches beside them are the copy's own.
  mkdirSync(join(copy, "node_modules"));
  for (const name of readdirSync(join(root, "node_modules")).filter((one) => !/^\.(?!bin$)/.test(one)))
    symlinkSync(join(root, "node_modules", name), join(copy, "node_modules", name));
  return copy;
}

/** Why a fault cannot be made: its place has moved, or is no longer one place. */
function misplaced({ name, file, before, after }) {
  const places = readFileSync(join(root, file), "utf8").split(before).length - 1;
  if (places !== 1) return `“${name}”: its text stands ${places} times in ${file}, not once`;
  return before === after ? `“${name}” changes nothing` : null;
}

/** Runs test files in the copy: the titles of the tests that failed, or why none of them ran. */
function failures(copy, files, bails) {
  const report = join(copy, "report.json");
  rmSync(report, { force: true });
  const projects = ["--project=node", "--project=apart"];
  const reporter = ["--reporter=json", `--outputFile.json=${report}`];
  const bail = bails ? ["--bail=1"] : [];
  // What fails once on a busy machine has found nothing.
  const retry = ["--retry=1"];
  const { error } = spawnSync("npx", ["vitest", "run", ...projects, ...reporter, ...bail, ...retry, ...files], {
    cwd: copy,
    encoding: "utf8",
    timeout: milliseconds,
  });
  if (error) return { failed: [], why: `no end after ${milliseconds / 1000} s` };
  try {
    const { testResults } = JSON.parse(readFileSync(report, "utf8"));
    const failed = testResults.flatMap((one) => one.assertionResults).filter(({ status }) => status === "failed");
    const broken = testResults.find(({ status, message }) => status === "failed" && message);
    const missing = files.find((file) => !testResults.some(({ name }) => name.endsWith(file)));
    if (failed.length === 0 && broken) return { failed: [], why: broken.message.split("\n")[0] };
    if (failed.length === 0 && missing) return { failed: [], why: `${missing} did not run` };
    return { failed: failed.map(({ fullName }) => fullName), why: null };
  } catch {
    return { failed: [], why: "the tests did not run" };
  }
}

const wanted = process.argv.slice(2).map((word) => word.toLowerCase());
const all = [...recipes, ...sessions, ...page, ...pruning, ...training];
const isWanted = (name) => wanted.length === 0 || wanted.some((word) => name.toLowerCase().includes(word));
const mutants = all.filter(({ name }) => isWanted(name));
const moved = all.map(misplaced).filter(Boolean);
if (moved.length > 0 || mutants.length === 0) {
  console.error(moved.join("\n") || "No fault is called that.");
  process.exit(1);
}

const copy = copyOfProject();
process.on("exit", () => rmSync(copy, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

const sound = failures(copy, [...new Set(mutants.flatMap(({ tests }) => tests))], false);
if (sound.why || sound.failed.length > 0) {
  console.error(`Without any fault: ${sound.why ?? `these fail:\n${sound.failed.join("\n")}`}`);
  process.exit(1);
}

let caught = 0;
for (const { name, file, before, after, tests } of mutants) {
  const place = join(copy, file);
  const text = readFileSync(place, "utf8");
  writeFileSync(
    place,
    text.replace(before, () => after),
  );
  const { failed, why } = failures(copy, tests, true);
  writeFileSync(place, text);
  if (failed.length > 0) caught++;
  console.log(failed.length > 0 ? `caught    ${name} (${failed[0]})` : `SURVIVED  ${name}${why ? `: ${why}` : ""}`);
}

console.log(`\n${caught} caught, ${mutants.length - caught} survived`);
process.exitCode = caught === mutants.length ? 0 : 1;
