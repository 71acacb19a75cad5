import { expect, it, vi } from "vitest";

// The address bar, as far as the actions use it.
vi.stubGlobal("location", { hash: "" });
vi.stubGlobal("history", { pushState: () => {}, replaceState: () => {} });
const { changeSetup } = await import("./actions.ts");
const { useStore } = await import("./store.ts");

it("settings that other settings rule out are told as that, not as a corrected link", () => {
  changeSetup({ hidden: [8, 8].map((units, l) => ({ kind: "dense", units, residual: l === 1 })) });
  changeSetup({ granularity: "layer" });
  expect(useStore.getState().corrections).toBeNull();
  changeSetup({ data: "digits" });
  expect(useStore.getState().setup.granularity).toBe("weight");
  expect(useStore.getState().corrections).toEqual({
    what: "settings",
    sentences: [
      "only a residual network can lose a layer: back to single weights by magnitude, one list of all layers.",
    ],
  });
});
