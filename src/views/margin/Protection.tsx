import type { Protection as Protected } from "../../setup/setup.ts";
import { changeSetup } from "../../store/actions/settings.ts";
import { useStore } from "../../store/store.ts";
import { protections, scopePage } from "../../text/choices.ts";
import { Segments } from "./Choices.tsx";

/** Which layers no cut takes anything from. */
export function Protection() {
  const protect = useStore((state) => state.setup.protect);
  return (
    <Segments
      name={scopePage.protected}
      value={protect}
      options={Object.entries(protections).map(([value, label]) => ({ value, label }))}
      onChange={(value) => changeSetup({ protect: value as Protected })}
    />
  );
}
