export const english = (n: number) => n.toLocaleString("en");

/** "3 of 60 rows have". */
export const rowsHave = (some: number, all: number) =>
  `${english(some)} of ${english(all)} rows ${some === 1 ? "has" : "have"}`;

/** The first names in quotation marks, and how many more there are. */
export function named(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).map((name) => `“${name.length > 40 ? `${name.slice(0, 40)}…` : name}”`);
  return names.length > most ? `${shown.join(", ")} and ${english(names.length - most)} more` : listed(shown);
}

const listed = (texts: readonly string[]) =>
  texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;

/** A share in whole per cent. */
export const percent = (share: number) => `${Math.round(100 * share)} %`;

/** What is said of a column, in words that follow its name, and an example of its values. */
export interface Remark {
  readonly name: string;
  readonly text: string;
  readonly example?: string;
}

/** Columns of which the same is said are told one by one up to so many. */
const mostAlike = 3;

/** Sentences on columns; many of which the same is said in one. */
export function describeColumns(said: readonly Remark[]): string[] {
  const alike = new Map<string, Remark[]>();
  for (const one of said) alike.set(one.text, [...(alike.get(one.text) ?? []), one]);
  return [...alike].flatMap(([text, some]) => {
    const end = text.endsWith("?") ? "" : ".";
    if (some.length > mostAlike) return [`${named(some.map(({ name }) => name))}: each ${text}${end}`];
    return some.map(({ name, example }) => {
      const sentence =
        example === undefined ? text : text.replace(" and is left", ` (${named([example])}, …) and is left`);
      return `“${name}” ${sentence}${end}`;
    });
  });
}
