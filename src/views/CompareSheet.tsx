import { Fetched, partOf } from "./Fetched.tsx";
import { Sheet } from "./Sheet.tsx";

const comparison = partOf(async () => (await import("./sheets.ts")).Comparison);

/** Other choices beside the page's own. */
export function CompareSheet({ className }: { className: string }) {
  return (
    <Sheet
      label="compare"
      name="Compare with"
      title="Compare"
      width="wide"
      className={className}
      onNear={comparison.prepare}
    >
      <Fetched part={comparison} props={{}} />
    </Sheet>
  );
}
