import { useState } from "react";
import { partOf } from "../Fetched.tsx";
import { Sheet } from "../Sheet.tsx";
import type { Inspected } from "./Inspector.tsx";

const inspector = partOf(async () => (await import("../sheets.ts")).Inspector);

/** Our mask beside those of torch.nn.utils.prune and TF-MOT. What was chosen stays chosen when the sheet is closed. */
export function RoundingSheet() {
  const [chosen, choose] = useState<Inspected>({ layer: null, bits: null });
  return (
    <Sheet
      label="rounding"
      name="Rounding and ties"
      title="Rounding and ties"
      width="widest"
      part={inspector}
      props={{ chosen, onChoose: choose }}
    />
  );
}
