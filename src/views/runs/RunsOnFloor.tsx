import type { Over } from "../../charts/tradeoff/props.ts";
import { RunsLayer } from "../../charts/tradeoff/RunsLayer.tsx";
import { stepBack, useLooked } from "./looked.ts";
import { goOrCompare, select, useRuns } from "./useRuns.ts";

/** All that was done, on the chart of the floor. */
export function RunsOnFloor(place: Parameters<Over["draw"]>[0]) {
  const runs = useRuns();
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
