import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAst } from "vite";
import { describe, expect, it } from "vitest";

/** Part of a parsed file. */
interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

/** Where a text stands: in an attribute or under a key that is told to people, among what an element shows, or in an error. */
interface TextPlace {
  readonly attribute: string | null;
  readonly key: string | null;
  readonly isShown: boolean;
  readonly isThrown: boolean;
}

/** Attributes and keys whose texts are read or heard, even of one word; of elements of HTML a name is an id. */
const toldTo =
  /^(aria-(label|valuetext|description|roledescription)|title|placeholder|alt|label|name|caption|summary|heading|text)$/;
/** Attributes that hold code: classes, paths, places. */
const code = /^(className|d|transform|style|href|viewBox|points|type|role|id|key|accept|data-.*|stroke.*|text[A-Z].*)$/;
/** What is given to these is no text: selectors, media queries, and the names of drawings and ways of the browser. */
const takeCode = /^(querySelector(All)?|closest|matches|matchMedia|drawingOf|imageDrawingOf|includes|test|getContext)$/;
const hole = "\u0001";
/** Two words of prose beside each other. */
const twoWords = /\p{L}{2,}[,.:;?!)”’]* +[(“‘]?\p{L}{2,}/u;
/** A word beside a figure: "3 weights", "step 3". */
const besideFigure = new RegExp(`${hole}[,;:]? \\p{L}{2,}|\\p{L}{2,}[,:]? ${hole}`, "u");

/** Texts that a file says by itself, as far as people read or hear them. */
function said(file: string, text: string): readonly string[] {
  const found: string[] = [];
  const visit = (value: unknown, around: TextPlace, parent: SyntaxNode | null): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, around, parent);
    if (!isNode(value)) return;
    const { type } = value;
    if (type.startsWith("TS") && !/^TS(As|Satisfies|NonNull)/.test(type)) return;
    if (/^(Import|Export)/.test(type) && value.source) return;
    const literal = type === "JSXText" ? String(value.value) : literalOf(value);
    if (literal !== null && isSaid(literal, type === "JSXText" ? { ...around, isShown: true } : around))
      found.push(`${text.slice(0, value.start).split("\n").length}: ${literal.replaceAll(hole, "…").trim()}`);
    for (const [part, child] of Object.entries(value)) visit(child, within(value, part, around, parent), value);
  };
  const program = parseAst(text, { lang: file.endsWith("x") ? "tsx" : "ts" });
  visit(program, { attribute: null, key: null, isShown: false, isThrown: false }, null);
  return found;
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === "object" && value !== null && typeof (value as Partial<SyntaxNode>).type === "string";

function literalOf(node: SyntaxNode): string | null {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : null;
  if (node.type !== "TemplateLiteral") return null;
  return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join(hole);
}

function isSaid(literal: string, { attribute, key, isShown, isThrown }: TextPlace): boolean {
  const words = literal.replace(/\b(px|rem|translate)\b/g, "");
  if (!/\p{L}/u.test(words) || isThrown || (attribute !== null && code.test(attribute))) return false;
  const isTold = (attribute !== null && toldTo.test(attribute)) || (key !== null && toldTo.test(key));
  return isTold || isShown || twoWords.test(words) || besideFigure.test(words) || /^\p{Lu}\p{Ll}+$/u.test(words);
}

/** What is around a part of a node. */
function within(node: SyntaxNode, part: string, around: TextPlace, parent: SyntaxNode | null): TextPlace {
  const isCode = around.attribute !== null && code.test(around.attribute);
  if (isCode) return around;
  const nothing = { ...around, attribute: null, key: null, isShown: false };
  switch (node.type) {
    case "JSXAttribute": {
      const { name } = node.name as { name: string };
      const isOfHtml = /^[a-z]/.test(String((parent?.name as { name?: string } | undefined)?.name));
      return { ...nothing, attribute: name === "name" && isOfHtml ? "id" : name };
    }
    case "JSXElement":
    case "JSXFragment":
      return { ...nothing, isShown: part === "children" };
    case "JSXOpeningElement":
      return nothing;
    case "Property":
      return part === "key"
        ? { ...nothing, attribute: "id" }
        : { ...nothing, key: (node.key as { name?: string }).name ?? null };
    case "CallExpression": {
      const callee = node.callee as { name?: string; property?: { name?: string } };
      return part === "arguments" && takeCode.test(callee.name ?? callee.property?.name ?? "")
        ? { ...nothing, attribute: "id" }
        : { ...around, key: null, isShown: false };
    }
    // Errors that no fault stands for tell whoever looks into the code.
    case "NewExpression":
      return {
        ...nothing,
        isThrown: /^(Range|DOM)?(Error|Exception)$/.test((node.callee as { name?: string }).name ?? ""),
      };
    case "BinaryExpression":
      return /[=<>]/.test(node.operator as string) ? { ...nothing, attribute: "id" } : around;
    case "SwitchCase":
      return part === "test" ? { ...nothing, attribute: "id" } : around;
    case "MemberExpression":
      return part === "property" ? { ...nothing, attribute: "id" } : nothing;
    case "ConditionalExpression":
      return part === "test" ? nothing : around;
    default:
      return around;
  }
}

/** What these say is read by browsers, not by people. */
const forBrowsers: readonly (string | RegExp)[] = [
  // Names of keys, and of what is dragged.
  /^(Escape|Enter|Home|End|Arrow|Files)$/,
  // Media queries and selectors.
  /^\(prefers-|^\(min-|^\(forced-colors/,
  "[aria-label]:is(section, aside, fieldset, [role=dialog], [role=group]), main",
  "html, body, input[type=range]",
  // Workers, in the tools of the browser, and a lock that tabs hold.
  "reader",
  "engine",
  "pruning-playground session",
];

/** What no person reads as it stands, or only what they have made themselves, by file. */
const notRead: readonly (readonly [file: RegExp, texts: RegExp, why: string])[] = [
  [/^engine\/webgl\//, /./, "programs"],
  [/^views\/usePrint\.ts$/, /^(@page |not all$)/, "styles"],
  [/^engine\/tfjs\/backend\.ts$/, /^webgl$/, "a name that the library has"],
  [/^data\/files\/signatures\.ts$/, /./, "bytes that are looked for"],
  [/^data\/files\/table\/marks\.ts$/, /./, "words that are looked for in tables"],
  [
    /^data\/files\/table\/(header|oneHot)\.ts$/,
    /^(column …|one-hot class)$/,
    "names of columns that have none: part of the data, which are known by them",
  ],
  [/^setup\/setup\.ts$/, /^(groups of …|…, … protected)$/, "axes, by which records hold places on them"],
];

/** The catalogue, and programs that are compiled apart. */
const elsewhere = /^(text|engine\/wasm\/assembly)\//;

const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter(
  (name) => /\.tsx?$/.test(name) && !name.includes(".test.") && !elsewhere.test(name),
);

const found = new Map(files.map((file) => [file, said(file, readFileSync(join("src", file), "utf8"))]));
const withoutLine = (text: string) => text.replace(/^\d+: /, "");
const isKnown = (known: string | RegExp, text: string) =>
  typeof known === "string" ? known === text : known.test(text);

describe("texts stand in the catalogue alone", () => {
  it.each(files)("%s says none by itself", (file) => {
    const known = [...forBrowsers, ...notRead.flatMap(([of, texts]) => (of.test(file) ? [texts] : []))];
    const texts = found.get(file)!.filter((one) => !known.some((some) => isKnown(some, withoutLine(one))));
    expect(texts).toEqual([]);
  });

  it("nothing is let pass that is not there", () => {
    const all = [...found].flatMap(([file, texts]) => texts.map((one) => [file, withoutLine(one)] as const));
    expect(forBrowsers.filter((known) => !all.some(([, text]) => isKnown(known, text)))).toEqual([]);
    expect(
      notRead.filter(([of, texts]) => !all.some(([file, text]) => of.test(file) && texts.test(text))).map(([of]) => of),
    ).toEqual([]);
  });

  it.each([
    ["an element", "<p>Nothing here</p>", "Nothing here"],
    ["a word of it", '<p>{isOpen ? "close" : "open"}</p>', "close"],
    ["a name", '<button aria-label="close" />', "close"],
    ["a name of figures", "<button title={`step §{n}`} />", "step …"],
    ["a word beside a figure", "const told = `§{n} weights`", "… weights"],
    ["a sentence", 'const told = "It is gone."', "It is gone."],
    ["a label", 'const option = { value: 1, label: "none" }', "none"],
    ["a column", 'const columns = ["Layer"]', "Layer"],
    ["what an element is given", '<Segments name="layer" />', "layer"],
  ])("finds %s", (_, source, text) => {
    expect(said("some.tsx", source.replaceAll("§", "$")).map((one) => one.replace(/^\d+: /, ""))).toContain(text);
  });

  it.each([
    'import { a } from "b c d"',
    '<p className="one two">{words.close}</p>',
    '<input name="sample" type="radio" />',
    'if (key === "Two words") go()',
    'const name: "one two" = words',
    "throw new Error(`there is no §{name}`)",
    'root.querySelector("p button")',
  ])("takes %s for none", (source) => {
    expect(said("some.tsx", source.replaceAll("§", "$"))).toEqual([]);
  });
});
