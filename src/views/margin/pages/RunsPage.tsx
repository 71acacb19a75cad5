import { useState } from "react";
import { RunsSheet, type RunsView } from "../../runs/RunsSheet.tsx";

/** All states, as a map and as a list. */
export function RunsPage() {
  const [view, look] = useState<RunsView>({ as: "map", showsHidden: false });
  return <RunsSheet view={view} onView={look} />;
}
