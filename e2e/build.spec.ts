import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { downloadOrigins } from "../src/data/named/named.ts";

const scripts = readdirSync("dist/assets").filter((name) => name.endsWith(".js"));
const textOf = new Map(scripts.map((name) => [name, readFileSync(`dist/assets/${name}`, "utf8")]));

test("no script of the build imports the entry of a worker: WebKit would evaluate it a second time", () => {
  const started = /new Worker\(.{0,60}?([\w-]+\.js)/g;
  const entries = [...textOf.values()].flatMap((text) => [...text.matchAll(started)].map(([, name]) => name));
  expect(entries.map((name) => name.split("-")[0]).sort()).toEqual(["painter", "reader", "worker"]);
  for (const [name, text] of textOf) {
    const imported = [...text.matchAll(/(?:from|import\(?)\s*["'`]\.\/([\w-]+\.js)["'`]/g)].map(([, file]) => file);
    expect(
      imported.filter((file) => entries.includes(file)),
      `${name} imports a worker's entry`,
    ).toEqual([]);
  }
});

test("the page is served under a strict content security policy", () => {
  const html = readFileSync("dist/index.html", "utf8");
  const [, written] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)!;
  const policy = written.replaceAll("&#39;", "'");
  expect(policy).toMatch(/default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'/);
  // Other origins are those of the downloads that people may ask for, and for nothing but data.
  const directives = policy.split("; ");
  expect(directives.filter((one) => one.includes("http"))).toEqual([`connect-src 'self' ${downloadOrigins.join(" ")}`]);
});
