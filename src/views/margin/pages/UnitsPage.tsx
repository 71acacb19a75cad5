import { follow } from "../../../store/actions/look.ts";
import { followedRow } from "../../../store/followed.ts";
import { useStore } from "../../../store/store.ts";
import { lookAtUnit, useLookedAt } from "../../stage/lookedAt.ts";
import { Units } from "../../Units.tsx";

/** Filters and units as pictures, one of them large, and what they answer to the sample that is followed. */
export function UnitsPage() {
  const { layer, unit } = useLookedAt();
  const rows = useStore((state) => state.data?.shownRows);
  const sample = useStore((state) => Math.max(0, rows?.indexOf(followedRow(state) ?? -1) ?? 0));
  return (
    <Units
      view={{ layer, unit, sample }}
      onView={(view) => {
        if (view.sample !== sample && rows) follow(rows[view.sample]);
        lookAtUnit({ layer: view.layer, unit: view.unit });
      }}
    />
  );
}
