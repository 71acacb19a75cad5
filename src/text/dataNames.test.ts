import { expect, it } from "vitest";
import { namedDataOf } from "../data/named/named.ts";
import { datasets } from "../data/registry.ts";
import { classNames, dataName, picturesName } from "./dataNames.ts";

it("every data set of the page is called by its id, whatever a record calls it", () => {
  for (const { id } of datasets) expect(dataName(id, id)).not.toBe(id);
  expect([dataName("digits", "Handwritten digits"), dataName("signals", "signals")]).toEqual([
    "Handwritten digits",
    "1-D digits",
  ]);
});

it("a person's own data are called as they came, even where a set is called so", () => {
  expect([dataName("file", "moons"), dataName("file", "people.csv"), dataName("file", picturesName(1234))]).toEqual([
    "moons",
    "people.csv",
    "1,234 pictures",
  ]);
  expect(classNames("file", ["dress", "ring"])).toEqual(["dress", "ring"]);
});

it("classes of sets are called by their ids, digits by themselves", () => {
  expect(classNames("fashion-mnist", namedDataOf("fashion-mnist").classes!)).toEqual(
    "T-shirt Trouser Pullover Dress Coat Sandal Shirt Sneaker Bag Boot".split(" "),
  );
  expect(classNames("spiral", ["ring", "dot"])).toEqual(["ring", "dot"]);
  expect(classNames("mnist", ["0", "9"])).toEqual(["0", "9"]);
});
