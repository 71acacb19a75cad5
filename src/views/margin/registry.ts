import type { ComponentType } from "react";
import { type FetchedPart, partOf } from "../Fetched.tsx";

/** A page of the margin: a file of its own, fetched when somebody comes near a word that opens it. */
export interface MarginPage {
  readonly id: string;
  readonly title: string;
  readonly part: FetchedPart<object>;
}

type Pages = typeof import("./pages.ts");

const page = <Name extends keyof Pages>(id: string, title: string, name: Name): MarginPage => ({
  id,
  title,
  part: partOf(async () => (await import("./pages.ts"))[name] as ComponentType<object>),
});

/** All pages of the margin; a new one is a file in pages/, its line in pages.ts and one here. */
export const marginPages: readonly MarginPage[] = [
  page("runs", "Runs", "RunsPage"),
  page("cost", "Size and speed", "CostPage"),
  page("data", "What it learns", "SetupPage"),
  page("network", "The network", "SetupPage"),
  page("train", "How to train", "TrainPage"),
  page("finetune", "How to fine-tune", "TrainPage"),
  page("what", "What to prune", "PrunePage"),
  page("criterion", "By what", "PrunePage"),
  page("across", "Across", "PrunePage"),
];

export const pageOf = (id: string): MarginPage | undefined => marginPages.find((one) => one.id === id);
