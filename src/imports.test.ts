import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve("src");
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
  .map((file) => file.replaceAll("\\", "/"));

/** What each folder may import from, besides itself. Types of the engine's protocol are plain data and open to all. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  random: [],
  network: ["random"],
  pruning: ["random", "network"],
  data: ["random"],
  setup: ["network", "pruning", "data"],
  recipe: ["network", "pruning", "data/dataset", "setup"],
  records: ["network", "pruning", "data", "setup", "recipe"],
  training: ["random", "network", "setup", "recipe"],
  engine: ["random", "network", "pruning", "setup/backends", "training"],
  worker: ["random", "network", "pruning", "data", "setup", "recipe", "records", "training", "engine"],
  store: [
    "network",
    "pruning",
    "data",
    "setup",
    "recipe",
    "records",
    "training",
    "worker/client",
    "worker/protocol",
    "worker/stateKey",
    "worker/jobs",
    "text",
  ],
  charts: ["network", "pruning", "motion", "text"],
  motion: [],
  text: ["network", "pruning", "data", "setup", "recipe", "records/said", "training/said", "worker/protocol"],
  views: [
    "network",
    "pruning",
    "data",
    "setup",
    "recipe",
    "training",
    "store",
    "charts",
    "motion",
    "text",
    "worker/protocol",
    "worker/stateKey",
  ],
};

/** Packages by the folder that may use them; the others are free of packages. */
const packages: Readonly<Record<string, RegExp>> = {
  data: /^fflate$/,
  setup: /^valibot$/,
  recipe: /^valibot$/,
  records: /^valibot$/,
  engine: /^@tensorflow\//,
  worker: /^d3-array$/,
  store: /^(zustand|react)$/,
  charts: /^(react|d3-|lucide-react)/,
  views: /^(react|lucide-react|zustand)/,
};

const imports = new Map(
  files.map((file) => {
    const text = readFileSync(join(root, file), "utf8");
    const found = [...text.matchAll(/(?:from|import\(|import) ?"([^"]+)"/g)].map(([, name]) => name);
    return [file, found.filter((name) => !name.endsWith(".css"))] as const;
  }),
);

const target = (file: string, name: string) => relative(root, resolve(root, dirname(file), name)).replaceAll("\\", "/");

describe("imports point one way", () => {
  it("as the map's table says, word for word", () => {
    const rows = readFileSync(join(root, "README.md"), "utf8").matchAll(/^\| `(\w+)` \|.*\| ([^|]+) \|$/gm);
    const told = Object.fromEntries([...rows].map(([, folder, may]) => [folder, may === "–" ? [] : may.split(", ")]));
    const { styles: _, ...code } = told;
    expect(code).toEqual(allowed);
  });

  it.each(files.filter((file) => file.includes("/")))("%s", (file) => {
    const [folder] = file.split("/");
    for (const name of imports.get(file)!) {
      if (!name.startsWith(".")) {
        expect(packages[folder]?.test(name), `${file} imports the package ${name}`).toBe(true);
        if (name.startsWith("@tensorflow/")) expect(file).toMatch(/^engine\/tfjs\//);
        continue;
      }
      const to = target(file, name);
      const permitted =
        to === "fault.ts" || to.startsWith(`${folder}/`) || allowed[folder].some((place) => to.startsWith(place));
      expect(permitted, `${file} imports ${to}`).toBe(true);
    }
  });

  it("never in a circle", () => {
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): void => {
      expect(path.includes(file), `circle: ${[...path, file].join(" -> ")}`).toBe(false);
      if (done.has(file)) return;
      for (const name of imports.get(file) ?? []) if (name.startsWith(".")) visit(target(file, name), [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
  });
});
