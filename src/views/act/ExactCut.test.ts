import { expect, it } from "vitest";
import { defaultSetup } from "../../setup/setup.ts";
import type { Cut } from "../../store/cut.ts";
import { countedBy } from "./ExactCut.tsx";

it.each([
  ["weight", 96, "How many of 96 weights go"],
  ["unit", 16, "How many of 16 neurons go"],
  ["layer", 2, "How many of 2 removable layers go"],
  ["group", 96, "How many of every 4 weights go"],
] as const)("asks for a number of what goes by %s in words that read as a sentence", (granularity, of, question) => {
  const cut = { gone: { count: 0, all: of }, ranking: { lists: [] } } as unknown as Cut;
  expect(countedBy(cut, { ...defaultSetup, granularity, groupSize: 4 }, 0)?.question).toBe(question);
});
