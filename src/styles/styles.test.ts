import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve("src");
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).map((file) => join(root, file));
const read = (file: string) => readFileSync(file, "utf8");
const short = (file: string) => file.slice(root.length + 1);

/** Selectors of a style sheet, with what is global in a module and what is quoted left out. */
function selectorsOf(css: string): string[] {
  const plain = css.replace(/\/\*[\s\S]*?\*\/|"[^"]*"|:global\([^)]*\)/g, "");
  return [...plain.matchAll(/([^{};]+)\{/g)].map(([, head]) => head.trim()).filter((head) => !head.startsWith("@"));
}
const classesOf = (css: string) =>
  new Set(
    selectorsOf(css).flatMap((selector) => [...selector.matchAll(/\.([A-Za-z][\w-]*)/g)].map(([, name]) => name)),
  );

const sheets = files.filter((file) => file.endsWith(".css"));
const modules = sheets.filter((file) => file.endsWith(".module.css"));
const globals = sheets.filter((file) => !file.endsWith(".module.css"));
const components = files.filter((file) => file.endsWith(".tsx")).map((file) => ({ file, text: read(file) }));

/** Where a component takes a class of a module. */
const uses = components.flatMap(({ file, text }) =>
  [...text.matchAll(/import (\w+) from "([^"]+\.module\.css)"/g)].flatMap(([, as, path]) =>
    [...text.matchAll(new RegExp(`(?<![\\w."/])${as}\\.(\\w+)`, "g"))].map(([, name]) => ({
      file,
      module: resolve(dirname(file), path),
      name,
    })),
  ),
);

/** What stands in braces from a place on. */
function braced(text: string, from: number): string {
  let depth = 1;
  let to = from;
  for (; depth > 0; to++) depth += text[to] === "{" ? 1 : text[to] === "}" ? -1 : 0;
  return text.slice(from, to - 1);
}

/** Words that a component writes as names of classes itself. */
function plainWords(text: string): string[] {
  const quoted = [...text.matchAll(/className="([^"]*)"/g)].map(([, words]) => words);
  const given = [...text.matchAll(/className=\{/g)]
    .map(({ index, 0: { length } }) => braced(text, index + length).replace(/[!=]== "[^"]*"/g, ""))
    .flatMap((inside) => [
      ...[...inside.matchAll(/"([^"]*)"/g)].map(([, words]) => words),
      ...[...inside.matchAll(/`([^`]*)`/g)].map(([, words]) => words.replace(/\$\{[^}]*\}/g, " ")),
    ]);
  return [...quoted, ...given].flatMap((words) => words.split(/\s+/)).filter((word) => word !== "");
}

describe("styles", () => {
  it.each(modules.map(short))("%s: every class is taken by a component", (name) => {
    const module = join(root, name);
    const taken = new Set(uses.filter((use) => use.module === module).map((use) => use.name));
    const unused = [...classesOf(read(module))].filter((one) => !taken.has(one));
    expect(unused).toEqual([]);
  });

  it("of a module, components take classes that it has", () => {
    const missing = uses.filter(({ module, name }) => !modules.includes(module) || !classesOf(read(module)).has(name));
    expect(missing.map(({ file, name }) => `${short(file)}: ${name}`)).toEqual([]);
  });

  it("words written as classes are the few global ones, all of which are used", () => {
    const known = new Set(globals.flatMap((file) => [...classesOf(read(file))]));
    const written = components.flatMap(({ file, text }) => plainWords(text).map((word) => ({ file, word })));
    expect(written.filter(({ word }) => !known.has(word)).map(({ file, word }) => `${short(file)}: ${word}`)).toEqual(
      [],
    );
    const texts = components.map(({ text }) => text).join();
    expect([...known].filter((word) => !new RegExp(`["\`} ]${word}["\` ]`).test(texts))).toEqual([]);
  });

  it("what is written in the colour of the paper keeps it under forced colours, which would put paper behind it", () => {
    const rules = sheets.flatMap((file) =>
      [...read(file).matchAll(/([^{};]+)\{([^{}]*)\}/g)].map(([, head, body]) => ({ file, head: head.trim(), body })),
    );
    const lost = rules.filter(
      ({ body }) =>
        /(?<![-\w])color: var\(--(paper|cut-ink)\)/.test(body) && !body.includes("forced-color-adjust: none"),
    );
    expect(lost.map(({ file, head }) => `${short(file)}: ${head}`)).toEqual([]);
  });

  it("every token is used, and every property that is used has a value or a default", () => {
    const css = sheets
      .map(read)
      .join("\n")
      .replace(/\/\*[\s\S]*?\*\//g, "");
    const scripts = files
      .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
      .map(read)
      .join("\n");
    const given = new Set(
      [...`${css}${scripts}`.matchAll(/(--[a-z][\w-]*)["`]?:|"(--[a-z][\w-]*)",/g)].map(([, a, b]) => a ?? b),
    );
    const asked = [...`${css}${scripts}`.matchAll(/var\((--[\w-]+)(,?)/g)];
    const drawn = new Set(
      [...read(join(root, "charts/useTheme.ts")).matchAll(/"([a-z][\w-]*)"/g)].map(([, name]) => `--${name}`),
    );
    const used = new Set([...asked.map(([, name]) => name), ...drawn]);
    expect([...given].filter((name) => !used.has(name))).toEqual([]);
    expect(asked.filter(([, name, other]) => other === "" && !given.has(name)).map(([, name]) => name)).toEqual([]);
  });

  it("a colour is said once for light and dark", () => {
    const dark = /"dark"\]\s*\{([^}]*)\}|scheme: dark\)[^{]*\{[^{]*\{([^}]*)\}/g;
    const blocks = [...read(join(root, "styles/tokens.css")).matchAll(dark)].map(([, a, b]) => a ?? b);
    expect(blocks.length).toBeGreaterThan(0);
    expect(blocks.filter((block) => /#[0-9a-f]{6}/.test(block))).toEqual([]);
  });

  it("modules have names of their own, and classes names that a script can write", () => {
    const names = modules.map((file) => basename(file));
    expect(new Set(names).size).toBe(names.length);
    for (const module of modules) for (const name of classesOf(read(module))) expect(name).toMatch(/^[a-z][A-Za-z]*$/);
  });

  it.each(sheets.map(short))("%s: no !important, nothing by an id", (name) => {
    const css = read(join(root, name));
    expect(css).not.toContain("!important");
    expect(selectorsOf(css).filter((selector) => /#[A-Za-z]/.test(selector))).toEqual([]);
  });

  it("say thickness and colour of an underline apart: Safari drops a declaration with all of them", () => {
    const dropped = sheets.flatMap((file) =>
      [...read(file).matchAll(/text-decoration: [\w-]+ [^;]*/g)].map(([text]) => `${short(file)}: ${text}`),
    );
    expect(dropped).toEqual([]);
  });
});
