import type { ReactNode } from "react";
import { filled } from "../charts/filled.ts";
import type { Method } from "../pruning/types.ts";
import { showDifference } from "../store/actions/look.ts";
import type { OtherCut } from "../store/compare.ts";
import { useStore } from "../store/store.ts";
import { differenceKey } from "../text/differenceKey.ts";
import { count } from "../text/numbers.ts";
import { methodName } from "./workflow/choices.ts";

/** Which colour is which where the network shows how two cuts differ. */
export function Difference({ method, other, isDrawn }: { method: Method; other: OtherCut; isDrawn: boolean }) {
  const name = useStore(({ setup }) => methodName(method, setup));
  const { onlyOne, onlyOther } = other.agreement;
  return (
    <>
      {filled(
        differenceKey.parts<ReactNode>(
          <span className="cutc">{filled(differenceKey.thisAlone(<b>{count(onlyOne)}</b>, isDrawn))}</span>,
          <span className="otherc">{filled(differenceKey.otherAlone(<b>{count(onlyOther)}</b>, name))}</span>,
          <button type="button" className="link" onClick={() => showDifference(null)}>
            {differenceKey.back}
          </button>,
        ),
      )}
    </>
  );
}
