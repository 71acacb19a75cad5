import { useState } from "react";
import { lookAtUnit, useLookedAt } from "../../stage/lookedAt.ts";
import { UnitsSheet } from "../../UnitsSheet.tsx";

/** Filters and units as pictures, one of them large. */
export function UnitsPage() {
  const { layer, unit } = useLookedAt();
  const [sample, choose] = useState(0);
  return (
    <UnitsSheet
      view={{ layer, unit, sample }}
      onView={(view) => {
        choose(view.sample);
        lookAtUnit({ layer: view.layer, unit: view.unit });
      }}
    />
  );
}
