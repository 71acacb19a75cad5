import type { Method } from "../pruning/types.ts";
import { showDifference } from "../store/actions/look.ts";
import type { OtherCut } from "../store/compare.ts";
import { useStore } from "../store/store.ts";
import { count } from "../text/numbers.ts";
import { methodName } from "./workflow/choices.ts";

/** Which colour is which where the network shows how two cuts differ. */
export function Difference({ method, other, isDrawn }: { method: Method; other: OtherCut; isDrawn: boolean }) {
  const name = useStore(({ setup }) => methodName(method, setup));
  const { onlyOne, onlyOther } = other.agreement;
  return (
    <>
      <span className="cutc">
        <b>{count(onlyOne)}</b> pruned by this cut alone{isDrawn ? ", dashed" : ""}
      </span>
      ;{" "}
      <span className="otherc">
        <b>{count(onlyOther)}</b> by “{name}” alone
      </span>
      ; grey: kept by both{" "}
      <button type="button" className="link" onClick={() => showDifference(null)}>
        back to signs
      </button>
    </>
  );
}
