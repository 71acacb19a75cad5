import type { ComponentType } from "react";
import { type PageId, pageTitles } from "../../text/margin.ts";
import { type FetchedPart, partOf } from "../Fetched.tsx";

/** A page of the margin: a file of its own, fetched when somebody comes near a word that opens it. */
export interface MarginPage {
  readonly id: PageId;
  readonly title: string;
  readonly part: FetchedPart<object>;
}

type Pages = typeof import("./pages.ts");

const page = <Name extends keyof Pages>(id: PageId, name: Name): MarginPage => ({
  id,
  title: pageTitles[id],
  part: partOf(async () => (await import("./pages.ts"))[name] as ComponentType<object>),
});

/** All pages of the margin; a new one is a file in pages/, its line in pages.ts, its title and a line here. */
export const marginPages: readonly MarginPage[] = [
  page("what", "GranularityPage"),
  page("criterion", "CriterionPage"),
  page("across", "ScopePage"),
  page("layers", "LayersPage"),
  page("rounding", "RoundingPage"),
  page("compare", "ComparePage"),
  page("explain", "ExplainPage"),
  page("train", "TrainPage"),
  page("finetune", "FineTunePage"),
  page("network", "NetworkPage"),
  page("data", "DataPage"),
  page("byHand", "ByHandPage"),
  page("runs", "RunsPage"),
  page("cost", "CostPage"),
  page("share", "SharePage"),
  page("open", "OpenPage"),
  page("mistakes", "MistakesPage"),
  page("draw", "DrawPage"),
  page("units", "UnitsPage"),
  page("timeline", "TimelinePage"),
  page("seal", "SealPage"),
  page("view", "ViewPage"),
  page("menu", "MenuPage"),
];

export const pageOf = (id: string): MarginPage | undefined => marginPages.find((one) => one.id === id);
