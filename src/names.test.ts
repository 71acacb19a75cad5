import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !name.startsWith("engine/wasm/assembly"))
  .map((name) => ({ name, text: readFileSync(join("src", name), "utf8") }));

it("one name means one thing: no type is declared in two files", () => {
  const places = new Map<string, string[]>();
  for (const { name, text } of files)
    for (const [, type] of text.matchAll(/^(?:export )?(?:abstract )?(?:type|interface|class|enum) (\w+)/gm))
      places.set(type, [...(places.get(type) ?? []), name]);
  expect(places.size).toBeGreaterThan(400);
  expect([...places].filter(([, found]) => found.length > 1)).toEqual([]);
});
