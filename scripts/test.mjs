// Everything: types, lint, build, sizes and worked cases beside unit tests and faults, which leave a core idle now and then; then the
// browser. Ends with "N passed, N failed" over all suites, and before that what failed.
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

let passed = 0;
let failed = 0;
const failures = [];

const isLong = process.env.LONG === "1";

/** Runs a suite; where others run beside it, what it prints comes in one piece at its end. Gives what it printed and whether it ended well. */
function run(title, command, args, { isBeside = false, env = {} } = {}) {
  const begun = Date.now();
  if (!isBeside) console.log(`\n== ${title}`);
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (some) => {
      text += some;
      if (!isBeside) process.stdout.write(some);
    });
  return new Promise((resolve) => {
    const end = (status) => {
      const seconds = ((Date.now() - begun) / 1000).toFixed(1);
      if (isBeside) console.log(`\n== ${title}\n${text.trimEnd()}`);
      console.log(`== ${title}: ${status === 0 ? "ok" : `FAILED (${status})`}, ${seconds} s`);
      resolve({ ok: status === 0, text });
    };
    child.on("error", ({ message }) => end(message));
    child.on("close", (status, signal) => end(status ?? signal));
  });
}

/** What a suite has come to; where it went wrong without a failed test, that is one failure. */
function count(title, ok, counts) {
  const missed = counts.failed || (ok && counts.passed > 0 ? 0 : 1);
  passed += counts.passed;
  failed += missed;
  if (missed > 0) failures.push(title);
  return missed === 0;
}

/** A suite without a count of its own counts as one. */
async function single(title, command, args) {
  const { ok } = await run(title, command, args, { isBeside: true });
  return count(title, ok, { passed: ok ? 1 : 0, failed: ok ? 0 : 1 });
}

/** A suite that writes its counts, and what failed, to a JSON report; no report, or no test in it, is a failure. */
async function counted(title, command, args, report, read, env) {
  rmSync(report, { force: true });
  const { ok } = await run(title, command, args, { env });
  try {
    const { names, ...counts } = read(JSON.parse(readFileSync(report, "utf8")));
    const passes = count(title, ok, counts);
    failures.push(...names.map((name) => `  ${name}`));
    return passes;
  } catch {
    return count(title, false, { passed: 0, failed: 1 });
  }
}

/** A suite whose last line says how many passed and failed, or were caught and survived. */
async function lastLine(title, command, args, isBeside) {
  const { ok, text } = await run(title, command, args, { isBeside });
  const counts = /(\d+) (?:passed|caught), (\d+) (?:failed|survived)\s*$/.exec(text);
  return count(title, ok && counts !== null, { passed: Number(counts?.[1] ?? 0), failed: Number(counts?.[2] ?? 0) });
}

const unitReport = join(tmpdir(), `unit-${process.pid}.json`);
const browserReport = join(tmpdir(), `browser-${process.pid}.json`);

async function unit() {
  const passes = await counted(
    "unit",
    "npx",
    ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`],
    unitReport,
    ({ numPassedTests, numFailedTests, testResults }) => ({
      passed: numPassedTests,
      failed: numFailedTests,
      names: testResults.flatMap(({ name, status, message, assertionResults }) => {
        const file = relative(".", name);
        const tests = assertionResults.filter((test) => test.status === "failed");
        if (status === "failed" && tests.length === 0) return [`${file}: ${message}`];
        return tests.map(
          ({ fullName, failureMessages }) =>
            `${file} ${fullName}: ${failureMessages[0]?.split("\n    at ")[0].slice(0, 600)}`,
        );
      }),
    }),
  );
  // Faults are looked for where the tests pass without any.
  if (passes) await lastLine("mutants", "node", ["scripts/mutants.mjs", "--sound", ...(isLong ? [] : ["--tenth"])]);
  else console.log("\n== mutants: not tried, because unit tests fail without any fault");
}

async function beside() {
  await single("types", "npm", ["run", "-s", "types"]);
  await single("lint", "npm", ["run", "-s", "lint"]);
  await single("build", "npm", ["run", "-s", "build"]);
  await single("page script", "node", ["scripts/size.mjs"]);
  await lastLine("oracles", "npm", ["run", "-s", "oracles", "--", "src/pruning/fixtures"], true);
}

/** The browser tests of a suite, and of those in it, that failed at both tries. */
function unexpected({ file, specs = [], suites = [] }) {
  const failing = specs.filter(({ ok }) => !ok).map(({ title, line }) => `${file}:${line} ${title}`);
  return [...failing, ...suites.flatMap(unexpected)];
}

await Promise.all([unit(), beside()]);
await counted(
  "browser",
  "npx",
  ["playwright", "test"],
  browserReport,
  ({ stats, suites }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    names: suites.flatMap(unexpected),
  }),
  { PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport },
);

// Last, for of a long output often the end alone is seen.
if (failures.length > 0) console.log(`\nFAILED:\n${failures.join("\n")}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
