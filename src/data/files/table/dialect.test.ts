import { dsvFormat } from "d3-dsv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Separator } from "./dialect.ts";
import { guessEncoding, toUtf8 } from "./encoding.ts";
import { guessDialect } from "./guessDialect.ts";
import { guessFormat, parseNumber, plainNumber } from "./numbers.ts";
import { readRows } from "./rows.ts";
import { createScanner } from "./scan.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const fractions = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value.toFixed(2));

describe("rows of a table", () => {
  const values = fc.string({
    unit: fc.constantFrom("a", "ä", "1", ".", ",", ";", "\n", "\t", '"', " x"),
    maxLength: 6,
  });
  const tables = fc.array(fc.array(values, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });

  it.each([",", ";", "\t", "|"] as const)(
    "divided by %j are those that d3-dsv reads, but for blanks around values",
    (separator) => {
      fc.assert(
        fc.property(tables, (rows) => {
          const dsv = dsvFormat(separator);
          const text = dsv.formatRows(rows);
          const scanner = createScanner(utf8(text), separator, 10);
          const read: string[][] = [];
          for (let at = 0; at < scanner.bytes.length; ) {
            at = scanner.row(at);
            read.push(Array.from({ length: scanner.count() }, (_, c) => scanner.text(c)));
          }
          expect(read).toEqual(dsv.parseRows(text).map((row) => row.map((value) => value.trim())));
        }),
      );
    },
  );
});

describe("how a file is read", () => {
  const forms = fc.record({
    separator: fc.constantFrom<Separator>(",", ";", "\t", "|"),
    decimal: fc.constantFrom(".", ","),
    isQuoted: fc.boolean(),
    end: fc.constantFrom("\n", "\r\n", "\r"),
    encoding: fc.constantFrom("utf-8", "bom", "utf-16le", "utf-16be", "windows-1252"),
    above: fc.constantFrom("", "Bericht\n", "# Maße, in cm\n#\n", "\n\n"),
  });
  const encode = (text: string, encoding: string): Uint8Array => {
    if (encoding === "utf-8" || encoding === "bom") return utf8(encoding === "bom" ? `\ufeff${text}` : text);
    if (encoding === "windows-1252") return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const codes = Array.from(`\ufeff${text}`, (letter) => letter.charCodeAt(0));
    return Uint8Array.from(
      codes.flatMap((code) => (encoding === "utf-16le" ? [code & 255, code >> 8] : [code >> 8, code & 255])),
    );
  };

  it("is found for any separator, decimal sign, quotation marks, line ends, encoding and title", () => {
    fc.assert(
      fc.property(
        forms,
        fc.array(fc.tuple(fractions, fractions, fc.constantFrom("Öl", "Gas, Wasser", "Strom; Wind")), {
          minLength: 12,
          maxLength: 20,
        }),
        ({ separator, decimal, isQuoted, end, encoding, above }, rows) => {
          const names = ["Länge", "Größe", "Art"];
          const write = (value: string) => (isQuoted || /[,;]/.test(value) ? `"${value}"` : value);
          const lines = rows.map(([a, b, c]) =>
            [a.replace(".", decimal), b.replace(".", decimal), c].map(write).join(separator),
          );
          const text = `${above}${names.join(separator)}\n${lines.join("\n")}\n`.replaceAll("\n", end);
          const read = readRows("t.csv", encode(text, encoding));
          const number = (value: string) => parseNumber(value, { decimal: decimal as "." | ",", unit: "" });
          expect(read[0]).toEqual(names);
          expect(read.slice(1).map(([a, b, c]) => [number(a), number(b), c])).toEqual(
            rows.map(([a, b, c]) => [Number(a), Number(b), c]),
          );
        },
      ),
    );
  });

  it("can be told: what is told is kept, the rest is guessed for it", () => {
    const text = utf8("a;b,c\n1;2,3\n4;5,6\n");
    expect(guessDialect("t.csv", text, { separator: "," })).toMatchObject({
      separator: ",",
      encoding: "utf-8",
      above: 0,
    });
    expect(guessDialect("t.csv", text, { separator: ";", above: 1 })).toMatchObject({ separator: ";", above: 1 });
  });

  it("tells bytes that are no text", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const encoding = guessEncoding(bytes);
        if (encoding) expect(() => toUtf8("t", bytes, encoding)).not.toThrow();
      }),
    );
    expect(guessEncoding(Uint8Array.of(0, 1, 2, 3))).toBe(null);
  });
});

describe("a number", () => {
  it("of plain digits is the nearest float64", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }), fc.nat(12), (digits, places) => {
        const unsigned = String(digits < 0n ? -digits : digits).padStart(places + 1, "0");
        const text = `${digits < 0n ? "-" : ""}${unsigned.slice(0, unsigned.length - places)}${places > 0 ? "." : ""}${places > 0 ? unsigned.slice(-places) : ""}`;
        const read = plainNumber(utf8(text), 0, text.length, 46);
        if (!Number.isNaN(read)) expect(read).toBe(Number(text));
        expect(parseNumber(text, { decimal: ".", unit: "" })).toBe(Number(text));
      }),
    );
  });

  it.each([
    ["1,234.5", ".", 1234.5],
    ["12,34,567", ".", 1234567],
    ["1.234.567,5", ",", 1234567.5],
    ["1 234,5", ",", 1234.5],
    ["1\u202f234", ".", 1234],
    ["1’234.50", ".", 1234.5],
    ["\u22121,5", ",", -1.5],
    ["(1,200)", ".", -1200],
    ["$ 12.30", ".", 12.3],
    ["-€5", ".", -5],
    ["12,5 %", ",", 12.5],
    ["+.5", ".", 0.5],
    ["1e-3", ".", 0.001],
    ["12 kg", ".", Number.NaN],
    ["1,23,4", ".", Number.NaN],
    ["0,123", ".", Number.NaN],
    ["1.2.3", ".", Number.NaN],
    ["0x10", ".", Number.NaN],
    ["inf", ".", Number.NaN],
    ["1e300", ".", Number.NaN],
    ["01.02.2024", ",", Number.NaN],
    ["2024-01-02", ".", Number.NaN],
    ["", ".", Number.NaN],
  ] as const)("%j with the decimal sign %j is %d", (text, decimal, value) => {
    expect(parseNumber(text, { decimal, unit: "" })).toBe(value);
  });

  it("has the decimal sign that most values of its column allow, and the unit that all have", () => {
    expect(guessFormat(["1,5", "2", "3,25"])).toMatchObject({ decimal: ",", share: 1 });
    expect(guessFormat(["1.5", "2", "3.25"])).toMatchObject({ decimal: ".", share: 1 });
    expect(guessFormat(["1.355", "2.097"])).toMatchObject({ decimal: null, share: 1 });
    expect(guessFormat(["3 kg", "4,5 kg"])).toMatchObject({ decimal: ",", unit: "kg", share: 1 });
    expect(guessFormat(["USD 3", "USD 4.5"])).toMatchObject({ decimal: ".", unit: "USD", share: 1 });
    expect(guessFormat(["A1", "B2"]).share).toBe(0);
  });
});
