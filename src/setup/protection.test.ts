import fc from "fast-check";
import { expect, it } from "vitest";
import { readLink, writeLink } from "./link.ts";
import { isProtected, type Protection, protectedLayers, toggledProtection } from "./protection.ts";
import { defaultSetup } from "./setup.ts";

it("covers layers by their names or numbers", () => {
  const names = ["dense1", "dense2", "output"];
  const covered = (protect: Protection) => protectedLayers(protect, names);
  expect(covered("none")).toEqual([]);
  expect(covered("both")).toEqual(["dense1", "output"]);
  expect(covered("2")).toEqual(["dense2"]);
  expect(covered("1.9" as Protection)).toEqual(["dense1"]);
  expect(protectedLayers("both", ["output"])).toEqual(["output"]);
});

it("is toggled layer by layer, by a name where there is one, and back", () => {
  expect(toggledProtection("none", 0, 3)).toBe("first");
  expect(toggledProtection("first", 2, 3)).toBe("both");
  expect(toggledProtection("both", 1, 3)).toBe("1.2.3");
  expect(toggledProtection("output", 1, 3)).toBe("2.3");
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 17 }), fc.array(fc.nat(16), { maxLength: 12 }), (count, presses) => {
      let protect: Protection = "none";
      const on = new Set<number>();
      for (const press of presses) {
        const layer = press % count;
        protect = toggledProtection(protect, layer, count);
        if (!on.delete(layer)) on.add(layer);
        for (let l = 0; l < count; l++) expect(isProtected(protect, l, count)).toBe(on.has(l));
      }
      // A link leads there.
      const link = writeLink({ ...defaultSetup, protect });
      expect(readLink(link).setup.protect).toBe(protect);
    }),
  );
});
