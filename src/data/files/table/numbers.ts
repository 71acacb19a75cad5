/** How numbers are written in a column. */
export interface NumberFormat {
  readonly decimal: "." | ",";
  /** What stands behind or before every number, such as "kg" or "USD"; empty for nothing. */
  readonly unit: string;
}

/** Larger numbers are taken for mistakes: their squares could not be added up. */
const largest = 1e100;
const [minus, zero, nine] = [45, 48, 57];

/** The number between two bytes where it is written in up to 15 digits and nothing but a sign and a decimal sign; NaN for all else. */
export function plainNumber(bytes: Uint8Array, from: number, to: number, decimal: number): number {
  const isNegative = bytes[from] === minus;
  const first = isNegative ? from + 1 : from;
  if (first === to || to - first > 16) return Number.NaN;
  let digits = 0;
  let point = -1;
  for (let i = first; i < to; i++) {
    const byte = bytes[i];
    if (byte >= zero && byte <= nine) digits = 10 * digits + byte - zero;
    else if (byte === decimal && point < 0) point = i;
    else return Number.NaN;
  }
  const count = to - first - (point < 0 ? 0 : 1);
  if (count === 0 || count > 15) return Number.NaN;
  // Both are exact, so their quotient is the nearest float64 (Clinger 1990).
  const value = point < 0 ? digits : digits / 10 ** (to - point - 1);
  return isNegative ? -value : value;
}

const groups = {
  ".": /^[-+]?[1-9]\d{0,2}(?:(?:,\d{3})+|(?:,\d{2})*,\d{3}|(?: \d{3})+|(?:'\d{3})+)(?:\.\d+)?$/,
  ",": /^[-+]?[1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+|(?:'\d{3})+)(?:,\d+)?$/,
} as const;
const plain = {
  ".": /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i,
  ",": /^[-+]?(?:\d+,?\d*|,\d+)(?:e[-+]?\d+)?$/i,
} as const;

/** The number that a text means, with thousands set apart by the other sign, by spaces or by apostrophes, a real minus sign, a currency
 *  or a per cent sign, or with the minus sign behind it or parentheses for a negative one; NaN for what is none. */
export function parseNumber(text: string, { decimal, unit }: NumberFormat): number {
  let bare = text.trim();
  if (plain[decimal].test(bare)) return numberOf(bare);
  // Nothing of what follows makes a number of a text without digits.
  if (!/\d/.test(bare)) return Number.NaN;
  if (unit !== "" && bare.endsWith(unit)) bare = bare.slice(0, -unit.length);
  else if (unit !== "" && bare.startsWith(unit)) bare = bare.slice(unit.length);
  bare = bare
    .replace(/[\u2212\u2012\u2013]/g, "-")
    .replace(/[\u2019\u02bc`]/g, "'")
    .replace(/[\u00a0\u2000-\u200a\u202f]/g, " ")
    .trim();
  if (/^\(.*\)$/.test(bare)) bare = `-${bare.slice(1, -1).trim()}`;
  // As SAP writes it.
  else if (/^[\d.,' ]+-$/.test(bare)) bare = `-${bare.slice(0, -1).trim()}`;
  bare = bare
    .replace(/^([-+]?)\s*\p{Sc}\s*/u, "$1")
    .replace(/\s*[\p{Sc}%‰°]$/u, "")
    .replace(/^([-+])\s+/, "$1");
  if (plain[decimal].test(bare)) return numberOf(bare);
  return groups[decimal].test(bare) ? numberOf(bare.replace(decimal === "." ? /[, ']/g : /[. ']/g, "")) : Number.NaN;
}

function numberOf(digits: string): number {
  const value = Number(digits.replace(",", "."));
  return Math.abs(value) <= largest ? value : Number.NaN;
}

/** Share of the values that must be numbers for a column to be meant as one of numbers. */
export const mostlyNumbers = 0.8;

/** How the numbers of some values are written; null for the decimal sign where they could be read either way. */
export function guessFormat(values: readonly string[]): { decimal: "." | "," | null; unit: string; share: number } {
  const bare = formatWith(values, "");
  if (bare.share >= mostlyNumbers) return bare;
  // A unit counts where most values have it, and none has another one.
  const found = values.flatMap((value) => unitPattern.exec(value)?.slice(1).join("") ?? []);
  const [unit] = found;
  return unit && found.length > values.length / 2 && found.every((one) => one === unit)
    ? formatWith(values, unit)
    : bare;
}

/** What stands behind a number (5 °C, 3km/h), before one (USD 5), or before one with a sign of a currency (R$5). */
const unitPattern =
  /[\d.,]\s?((?:[°µμ]\s?)?\p{L}[\p{L}µμΩ°/·.²³]{0,6}[23²³]?)$|^(\p{L}{1,4}\.?)\s[-+\d]|^(\p{L}{1,3}\p{Sc})\s?[-+\d]/u;

function formatWith(values: readonly string[], unit: string): ReturnType<typeof guessFormat> {
  let [points, commas] = [0, 0];
  for (const value of values) {
    if (!Number.isNaN(parseNumber(value, { decimal: ".", unit }))) points++;
    if (!Number.isNaN(parseNumber(value, { decimal: ",", unit }))) commas++;
  }
  const share = Math.max(points, commas) / (values.length || 1);
  const isOpen = points === commas && values.some((value) => /[.,]/.test(value));
  return { decimal: isOpen ? null : commas > points ? "," : ".", unit, share };
}
