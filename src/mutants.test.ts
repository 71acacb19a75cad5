import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";

interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly tests: readonly string[];
}

const folder = resolve("scripts/mutants");
const tables = readdirSync(folder).filter((name) => name.endsWith(".mjs") && name !== "runner.mjs");

it.each(tables)(
  "every fault of %s can be made: its text stands once where it says, and its tests are there",
  async (table) => {
    const named = (await import(/* @vite-ignore */ resolve(folder, table))) as Record<string, Mutant[]>;
    const all = Object.values(named).flat();
    expect(all.length).toBeGreaterThan(0);
    for (const { name, file, before, after, tests } of all) {
      expect(readFileSync(file, "utf8").split(before).length - 1, name).toBe(1);
      expect(after, name).not.toBe(before);
      for (const test of tests) expect(readFileSync(test, "utf8"), name).toMatch(/\b(it|test)\b/);
    }
  },
);
