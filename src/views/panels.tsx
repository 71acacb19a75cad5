import type { ComponentType } from "react";
import { useStore } from "../store/store.ts";
import { panelNames } from "../text/failures.ts";
import { Floor } from "./act/Floor.tsx";
import { Workflow } from "./act/Workflow.tsx";
import { Guarded } from "./Guarded.tsx";
import { Say } from "./say/Say.tsx";
import { Learned } from "./stage/Learned.tsx";
import { NetworkPicture } from "./stage/NetworkPicture.tsx";
import { TideUnderNetwork } from "./stage/Tide.tsx";
import { TopBar } from "./top/TopBar.tsx";

/** The places of the page, from top to bottom; the margin has pages of its own. */
type PanelPlace = "top" | "say" | "network" | "learned" | "act";

/** All panels in the order in which they stand in their places; `name` is told where one cannot be drawn. */
const panels: readonly { readonly place: PanelPlace; readonly name: string; readonly Panel: ComponentType }[] = [
  { place: "top", name: panelNames.top, Panel: TopBar },
  { place: "say", name: panelNames.say, Panel: Say },
  { place: "network", name: panelNames.network, Panel: NetworkPicture },
  { place: "network", name: panelNames.tide, Panel: TideUnderNetwork },
  { place: "learned", name: panelNames.learned, Panel: Learned },
  { place: "act", name: panelNames.workflow, Panel: Workflow },
  { place: "act", name: panelNames.floor, Panel: Floor },
];

/** The panels of a place. */
export function Panels({ at }: { at: PanelPlace }) {
  const run = useStore((state) => state.run);
  return panels
    .filter(({ place }) => place === at)
    .map(({ name, Panel }) => (
      <Guarded key={name} name={name} of={run}>
        <Panel />
      </Guarded>
    ));
}
