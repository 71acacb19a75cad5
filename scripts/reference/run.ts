import { once } from "node:events";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { hasIdxFiles } from "./data.ts";
import type { Experiment } from "./experiment.ts";
import { experiments } from "./experiments.ts";
import type { Measured } from "./measure.ts";
import { figureLines, type Line, orderLine, type Seeds } from "./verdict.ts";
import type { Task } from "./worker.ts";

const seeds = [1, 2, 3, 4, 5];
/** Every worker holds a data set and a network several times. */
const mostWorkers = 4;

/** Runs what can be run, prints the table, and returns the exit status: 1 where a row was missed, 2 where groups were skipped. */
async function run(directory: string): Promise<number> {
  const begun = Date.now();
  const isThere = ({ folder }: Experiment) => !folder || hasIdxFiles(join(directory, folder));
  const found = experiments.filter(isThere);
  const skipped = experiments.filter((experiment) => !isThere(experiment));
  const results = await measureAll(found, directory);
  const lines: Line[] = [];
  for (const experiment of found)
    lines.push(...print(experiment.title, figureLines(experiment, results.get(experiment.id)!.figures)));
  for (const { id, orders } of found) {
    const ordered = orders.map((order) => orderLine(order, results.get(id)!.figures)).filter((line) => line !== null);
    if (ordered.length > 0) lines.push(...print(`Safe orderings, ${id}`, ordered));
  }
  console.log("");
  for (const note of new Set([...results.values()].flatMap(({ notes }) => [...notes]))) console.log(note);
  for (const { title, folder } of skipped) console.log(`SKIPPED, no ${folder} in ${directory}: ${title}`);
  const count = (verdict: Line["verdict"]) => lines.filter((line) => line.verdict === verdict).length;
  const minutes = (Date.now() - begun) / 60_000;
  console.log(`${seeds.length} seeds, ${minutes.toFixed(1)} minutes; ${count(null)} rows without a verdict`);
  console.log(`${count("ok")} passed, ${count("MISSED")} failed`);
  return count("MISSED") > 0 ? 1 : skipped.length > 0 ? 2 : 0;
}

interface Result {
  readonly figures: Seeds;
  readonly notes: Set<string>;
}

/** Deals experiments and seeds out to workers, who ask for the next when they are done. */
async function measureAll(wanted: readonly Experiment[], directory: string): Promise<Map<string, Result>> {
  const tasks = wanted.flatMap(({ id }) => seeds.map((seed): Task => ({ id, seed, directory })));
  const results = new Map(
    wanted.map(({ id }) => [id, { figures: [] as Map<string, number>[], notes: new Set<string>() }]),
  );
  const work = async () => {
    const worker = new Worker(join(import.meta.dirname, "../reference.mjs"));
    for (let task = tasks.shift(); task; task = tasks.shift()) {
      const begun = Date.now();
      worker.postMessage(task);
      const [{ figures, notes }] = (await once(worker, "message")) as [Measured];
      const result = results.get(task.id)!;
      result.figures[seeds.indexOf(task.seed)] = figures;
      for (const note of notes) result.notes.add(note);
      console.error(`${task.id}, seed ${task.seed}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
    }
    worker.postMessage(null);
  };
  await Promise.all(Array.from({ length: Math.min(mostWorkers, availableParallelism()) }, work));
  return results;
}

/** Columns as wide as their widest cell. */
function print(title: string, lines: Line[]): Line[] {
  console.log(`\n== ${title}`);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map(({ cells }) => cells[column].length)));
  for (const { cells, verdict } of lines)
    console.log([...cells.map((cell, column) => cell.padEnd(widths[column])), verdict ?? "-"].join("  "));
  return lines;
}

// Here, not by the caller: Vite's runner ends with the import.
export const status = await run(resolve(process.argv[2] ?? join(import.meta.dirname, "../../../shared/data")));
