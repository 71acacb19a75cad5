import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";

const scripts = readdirSync("dist/assets").filter((name) => name.endsWith(".js"));
const textOf = new Map(scripts.map((name) => [name, readFileSync(`dist/assets/${name}`, "utf8")]));

test("no script of the build imports the entry of a worker: WebKit would evaluate it a second time", () => {
  const started = /new Worker\(.{0,60}?([\w-]+\.js)/g;
  const entries = [...textOf.values()].flatMap((text) => [...text.matchAll(started)].map(([, name]) => name));
  expect(entries.map((name) => name.split("-")[0]).sort()).toEqual(["reader", "worker"]);
  for (const [name, text] of textOf) {
    const imported = [...text.matchAll(/(?:from|import\(?)\s*["'`]\.\/([\w-]+\.js)["'`]/g)].map(([, file]) => file);
    expect(
      imported.filter((file) => entries.includes(file)),
      `${name} imports a worker's entry`,
    ).toEqual([]);
  }
});
