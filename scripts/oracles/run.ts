import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cost } from "./cost.ts";
import {
  erk,
  lampGlobal,
  magnitudeGlobal,
  magnitudeLayerwise,
  magnitudeMicro,
  nm,
  randomPermutation,
} from "./masks.ts";
import type { Case, Folder } from "./read.ts";
import { schedules } from "./schedules.ts";
import { sensitivity } from "./sensitivity.ts";
import { structured } from "./structured.ts";
import { synflow } from "./synflow.ts";
import { maskedTraining } from "./training.ts";

/** A file of cases: checks each, and yields what does not agree. */
type Suite = (content: never, folder: Folder) => AsyncIterable<Case> | Iterable<Case>;

const suites: Readonly<Record<string, Suite>> = {
  magnitude_global: magnitudeGlobal,
  magnitude_layerwise: magnitudeLayerwise,
  magnitude_micro: magnitudeMicro,
  random_perm: randomPermutation,
  lamp: lampGlobal,
  erk,
  nm,
  structured,
  schedules,
  sensitivity,
  synflow,
  cost,
  masked_training: maskedTraining,
};

/** Differences named for each file. */
const shown = 3;

/** Runs all files of a folder; prints a line a file and the sum; returns the exit status. */
async function run(directory: string | undefined): Promise<number> {
  if (!directory) {
    console.error("Which folder? npm run oracles -- DIR");
    return 1;
  }
  const read: Folder = (name) => JSON.parse(readFileSync(join(directory, `${name}.json`), "utf8"));
  let passed = 0;
  let failed = 0;
  for (const [name, suite] of Object.entries(suites)) {
    const counts = { passed: 0, failed: 0 };
    const faults: string[] = [];
    try {
      for await (const { title, differences } of suite(read(name) as never, read)) {
        counts[differences.length === 0 ? "passed" : "failed"]++;
        if (differences.length > 0) faults.push(`${title}: ${differences.slice(0, shown).join("; ")}`);
      }
      if (counts.passed + counts.failed === 0) throw new Error("no cases");
    } catch (error) {
      counts.failed++;
      faults.push(error instanceof Error ? error.message : String(error));
    }
    console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed`);
    for (const fault of faults.slice(0, shown)) console.log(`  ${fault}`);
    passed += counts.passed;
    failed += counts.failed;
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

// Here, not by the caller: the engine loads its backend later, and Vite's runner ends with the import.
export const status = await run(process.argv[2]);
