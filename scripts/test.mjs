// Everything, in order: types, lint, unit, oracles, build, browser. Ends with "N passed, N failed" over all suites.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let passed = 0;
let failed = 0;

const isLong = process.env.LONG === "1";

function run(title, command, args, env = {}) {
  console.log(`\n== ${title}`);
  const begun = Date.now();
  const { status } = spawnSync(command, args, { stdio: "inherit", env: { ...process.env, ...env } });
  console.log(
    `== ${title}: ${status === 0 ? "ok" : `FAILED (${status})`}, ${((Date.now() - begun) / 1000).toFixed(1)} s`,
  );
  return status === 0;
}

/** A suite without a count of its own counts as one. */
function single(title, command, args) {
  if (run(title, command, args)) passed++;
  else failed++;
}

/** A suite that writes its counts to a JSON report; no report, or no test in it, is a failure. Gives whether all passed. */
function counted(title, command, args, report, read, env) {
  const before = failed;
  rmSync(report, { force: true });
  const ok = run(title, command, args, env);
  try {
    const counts = read(JSON.parse(readFileSync(report, "utf8")));
    passed += counts.passed;
    failed += counts.failed;
    if (counts.passed + counts.failed === 0 || (!ok && counts.failed === 0)) failed++;
  } catch {
    failed++;
  }
  return failed === before;
}

/** A suite whose last line says how many passed and failed, or were caught and survived. */
function lastLine(title, command, args) {
  console.log(`\n== ${title}`);
  const { status, stdout } = spawnSync(command, args, { encoding: "utf8", stdio: ["inherit", "pipe", "inherit"] });
  process.stdout.write(stdout);
  const counts = /(\d+) (?:passed|caught), (\d+) (?:failed|survived)\s*$/.exec(stdout);
  passed += Number(counts?.[1] ?? 0);
  failed += Number(counts?.[2] ?? 0) || (status === 0 && counts ? 0 : 1);
}

const unitReport = join(tmpdir(), `unit-${process.pid}.json`);
const browserReport = join(tmpdir(), `browser-${process.pid}.json`);

single("types", "npm", ["run", "-s", "types"]);
single("lint", "npm", ["run", "-s", "lint"]);
const unitPasses = counted(
  "unit",
  "npx",
  ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`],
  unitReport,
  (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }),
);
// Faults are looked for where the tests pass without any.
if (unitPasses) lastLine("mutants", "node", ["scripts/mutants.mjs", "--sound", ...(isLong ? [] : ["--tenth"])]);
else console.log("\n== mutants: not tried, because unit tests fail without any fault");
lastLine("oracles", "npm", ["run", "-s", "oracles", "--", "src/pruning/fixtures"]);
single("build", "npm", ["run", "-s", "build"]);
single("page script", "node", ["scripts/size.mjs"]);
counted(
  "browser",
  "npx",
  ["playwright", "test"],
  browserReport,
  (report) => ({ passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected }),
  { PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport },
);

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
