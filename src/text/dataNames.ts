import type { DatasetId } from "../data/registry.ts";
import { count } from "./numbers.ts";

const setNames: Readonly<Record<DatasetId, string>> = {
  spiral: "Spiral",
  circles: "Circles",
  xor: "XOR",
  gaussians: "Gaussians",
  moons: "Moons",
  digits: "Handwritten digits",
  signals: "1-D digits",
  mnist: "MNIST",
  "fashion-mnist": "Fashion-MNIST",
};

/** What data are called: a set of the page by its id, a person's own by what they came as, and what no id is known of as it was told. */
export const dataName = (id: string | undefined, own: string): string => setNames[id as DatasetId] ?? own;

/** What pictures are called together, which have no name of their own. */
export const picturesName = (pictures: number): string => `${count(pictures)} pictures`;

/** Of sets of the page, by id; digits are their own. */
const classTexts: Readonly<Record<string, string>> = {
  ring: "ring",
  dot: "dot",
  "t-shirt": "T-shirt",
  trouser: "Trouser",
  pullover: "Pullover",
  dress: "Dress",
  coat: "Coat",
  sandal: "Sandal",
  shirt: "Shirt",
  sneaker: "Sneaker",
  bag: "Bag",
  boot: "Boot",
};

/** What the classes of data are called; a person's own as they came. */
export const classNames = (id: string, classes: readonly string[]): readonly string[] =>
  id === "file" ? classes : classes.map((one) => classTexts[one] ?? one);
