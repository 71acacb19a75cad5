// Whether the tests find faults: each of the faults in `mutants/` is made in a copy of the project, and tests that are named beside it must fail
// there. Takes parts of names for some of them, or --tenth for every tenth; --sound where the tests are
// known to pass without any. Ends with "N caught, N survived".
import { fork } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { jobs } from "./mutants/jobs.mjs";
import { page } from "./mutants/page.mjs";
import { pruning } from "./mutants/pruning.mjs";
import { recipes } from "./mutants/recipes.mjs";
import { sessions } from "./mutants/sessions.mjs";
import { training } from "./mutants/training.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Tests that take longer hang. */
const milliseconds = 300_000;

/** What is made anew, or is not the project's own. */
const leftOut = new Set([".git", "node_modules", "dist", "test-results", "playwright-report"]);

/** The project as it stands, beside the same packages. */
function copyOfProject() {
  const copy = mkdtempSync(join(tmpdir(), "mutants-"));
  for (const name of readdirSync(root).filter((one) => !leftOut.has(one)))
    cpSync(join(root, name), join(copy, name), { recursive: true });
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

/** A copy of the project with a process that runs tests in it; a process that hangs is replaced. */
class Bench {
  copy = copyOfProject();
  #runner;
  /** The file that the latest fault was made in; it has been mended since. */
  #mended = "";

  async failures(files, changed, bails) {
    this.#runner ??= await this.#start();
    const runner = this.#runner;
    return new Promise((resolve) => {
      const end = (result) => {
        clearTimeout(timer);
        runner.removeAllListeners();
        resolve(result);
      };
      const replace = (why) => {
        this.#kill();
        end({ failed: [], why });
      };
      const timer = setTimeout(() => replace(`no end after ${milliseconds / 1000} s`), milliseconds);
      runner.once("message", end);
      runner.once("exit", () => replace("the tests broke off"));
      runner.send({ files, changed, bails });
    });
  }

  async #start() {
    // The whole of the long tests is not needed to find a fault.
    const env = { ...process.env, LONG: "" };
    const runner = fork(join(this.copy, "scripts/mutants/runner.mjs"), {
      env,
      cwd: this.copy,
      silent: true,
      detached: true,
    });
    await new Promise((resolve, reject) => {
      runner.once("message", resolve);
      runner.once("exit", () => reject(new Error("The tests cannot be run.")));
    });
    runner.removeAllListeners();
    return runner;
  }

  #kill() {
    try {
      if (this.#runner) process.kill(-this.#runner.pid, "SIGKILL");
    } catch {
      // It has gone by itself.
    }
    this.#runner = undefined;
  }

  dispose() {
    this.#kill();
    rmSync(this.copy, { recursive: true, force: true });
  }

  /** Makes a fault, and says which tests found it. */
  async try({ file, before, after, tests }) {
    const place = join(this.copy, file);
    const text = readFileSync(place, "utf8");
    writeFileSync(
      place,
      text.replace(before, () => after),
    );
    const result = await this.failures(tests, [file, this.#mended], true);
    writeFileSync(place, text);
    this.#mended = file;
    return result;
  }
}

const [flags, words] = [true, false].map((is) => process.argv.slice(2).filter((word) => word.startsWith("--") === is));
const all = [...recipes, ...sessions, ...jobs, ...page, ...pruning, ...training];
const isWanted = (name) => words.length === 0 || words.some((word) => name.toLowerCase().includes(word.toLowerCase()));
const mutants = all.filter(({ name }, i) => isWanted(name) && (!flags.includes("--tenth") || i % 10 === 2));
const moved = all.map(misplaced).filter(Boolean);
if (moved.length > 0 || mutants.length === 0) {
  console.error(moved.join("\n") || "No fault is called that.");
  process.exit(1);
}

const benches = Array.from({ length: Math.min(availableParallelism(), 4, mutants.length) }, () => new Bench());
process.on("exit", () => {
  for (const bench of benches) bench.dispose();
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

const tests = [...new Set(mutants.flatMap((mutant) => mutant.tests))];
const sound = flags.includes("--sound") ? { failed: [], why: null } : await benches[0].failures(tests, [], false);
if (sound.why || sound.failed.length > 0) {
  console.error(`Without any fault: ${sound.why ?? `these fail:\n${sound.failed.join("\n")}`}`);
  process.exit(1);
}

let caught = 0;
const stale = [];
const waiting = [...mutants];
await Promise.all(
  benches.map(async (bench) => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const { failed, why } = await bench.try(mutant);
      if (failed.length > 0) caught++;
      const { name } = mutant;
      console.log(failed.length > 0 ? `caught    ${name} (${failed[0]})` : `SURVIVED  ${name}${why ? `: ${why}` : ""}`);
      if (waiting.length > 0) continue;
      // What was mended must be sound again, or the faults before would have been found for those that come later.
      const { failed: left } = await bench.failures(mutant.tests, [mutant.file], true);
      stale.push(...left);
    }
  }),
);

if (stale.length > 0) console.error(`These fail once all faults are mended:\n${stale.join("\n")}`);
console.log(`\n${caught} caught, ${mutants.length - caught} survived`);
process.exit(caught === mutants.length && stale.length === 0 ? 0 : 1);
