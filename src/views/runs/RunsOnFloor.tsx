import { useEffect } from "react";
import type { Over } from "../../charts/tradeoff/props.ts";
import { RunsLayer } from "../../charts/tradeoff/RunsLayer.tsx";
import { drawSlides } from "../../store/actions/look.ts";
import { useStore } from "../../store/store.ts";
import { stepBack, useLooked } from "./looked.ts";
import { goOrCompare, select, useRuns } from "./useRuns.ts";

/** All that was done, on the chart of the floor. */
export function RunsOnFloor(place: Parameters<Over["draw"]>[0]) {
  const runs = useRuns();
  const run = useStore((state) => state.run);
  const stands = useStore((state) => state.asked === state.run && state.snapshot !== null);
  const cuts = runs.nodes.flatMap(({ state, parent }) => (state.kind === "cut" && parent !== null ? [state.id] : []));
  const drawn = cuts.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a network that stands anew knows nothing of them
  useEffect(() => {
    if (stands) drawSlides(drawn === "" ? [] : drawn.split(",").map(Number));
  }, [drawn, run, stands]);
  useEffect(() => () => drawSlides([]), []);
  const isChoosing = useLooked(({ first, as }) => first !== null && as !== "list");
  return (
    <RunsLayer
      {...place}
      runs={runs}
      onSelect={select}
      onGo={goOrCompare}
      isChoosing={isChoosing}
      onEscape={stepBack}
    />
  );
}
