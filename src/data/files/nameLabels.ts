import { maximumClasses } from "./fault.ts";

/** Pictures a class needs on average so that names are sure to tell classes, and how many names there must be. */
const fewestPerClass = 3;
const fewestNames = 10;
/** Share of the names that must tell a class. */
const fewestLabelled = 0.5;

type LabelOf = (name: string) => string | undefined;

const stemOf = (name: string) => name.slice(name.lastIndexOf("/") + 1).replace(/\.[a-z]{2,5}$/i, "");
const numbersOf = (name: string) => stemOf(name).match(/(?<![\p{L}\p{N}])\d+(?![\p{L}\p{N}])/gu) ?? [];
/** A number that may be a class, where there is another one that counts. */
const asClass = (numbers: readonly string[], text: string | undefined) =>
  numbers.length > 1 && text !== undefined && Number(text) < maximumClasses ? String(Number(text)) : undefined;

const asWords = (text: string | undefined) => (text !== undefined && /\p{L}/u.test(text) ? text : undefined);

/** How names tell classes, the clearest first: by words before or after a number, by letters before one, or by one of two numbers. */
const ways: readonly LabelOf[] = [
  (name) =>
    asWords(
      stemOf(name)
        .replace(/^(\d+[^\p{L}\p{N}]+)+/u, "")
        .replace(/([^\p{L}\p{N}]+\d+\)?)+$/u, ""),
    ),
  (name) => /^\p{L}+(?=\d+$)/u.exec(stemOf(name))?.[0],
  (name) => asClass(numbersOf(name), numbersOf(name).at(-1)),
  (name) => asClass(numbersOf(name), numbersOf(name)[0]),
];

/** How the names of pictures tell their classes, such as cat.0.jpg, great_pyrenees_12.jpg, 001_cat.png or 00012_7.png; undefined where they do not. */
export function labelsInNames(names: readonly string[]): LabelOf | undefined {
  for (const label of ways) {
    const labels = names.map(label).filter((text) => text !== undefined);
    const { size } = new Set(labels);
    const isEnough = labels.length >= Math.max(fewestNames, fewestLabelled * names.length);
    if (isEnough && size >= 2 && size <= maximumClasses && labels.length >= fewestPerClass * size) return label;
  }
  return undefined;
}
