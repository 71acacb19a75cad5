import { isNamed, type Protection as Protected, protectedLayers } from "../../setup/protection.ts";
import { changeSetup } from "../../store/actions/settings.ts";
import { useStore } from "../../store/store.ts";
import { protections, scopePage } from "../../text/choices.ts";
import { useLayerNames } from "../useLayerNames.ts";
import { Segments } from "./Choices.tsx";

/** Which layers no cut takes anything from; others than the usual ones are locked under the network. */
export function Protection() {
  const protect = useStore((state) => state.setup.protect);
  const { layers } = useLayerNames();
  const named = Object.entries(protections).map(([value, label]) => ({ value, label }));
  const own = isNamed(protect) ? [] : [{ value: protect, label: scopePage.locked(protectedLayers(protect, layers)) }];
  return (
    <Segments
      name={scopePage.protected}
      value={protect}
      options={[...named, ...own]}
      onChange={(value) => changeSetup({ protect: value as Protected })}
    />
  );
}
