import { ChartSpline } from "lucide-react";
import svg from "../../charts/svg.module.css";
import { dashes } from "../../charts/tradeoff/curves.ts";
import { writeMethod } from "../../pruning/method.ts";
import type { Method } from "../../pruning/types.ts";
import { mostCompared } from "../../setup/fields.ts";
import { changeSetup } from "../../store/actions/settings.ts";
import { otherCutOf, useComparisons } from "../../store/compare.ts";
import { useCut } from "../../store/cut.ts";
import { useResult } from "../../store/results.ts";
import { useStore } from "../../store/store.ts";
import { about, compareWith } from "../../text/choices.ts";
import { percentSign } from "../../text/numbers.ts";
import styles from "./Accuracy.module.css";

/** What a method leaves at this cut, as far as that is known: of the one in use as measured, of a compared one as its curve says; another
 *  can be compared. Named as it is told apart from the one in use. */
export function Accuracy({ method, name }: { method: Method; name: string }) {
  const place = useStore(({ setup }) =>
    writeMethod(setup) === writeMethod(method) ? "used" : setup.against.findIndex((one) => isSame(one, method)),
  );
  const hasRoom = useStore(({ setup }) => setup.against.length < mostCompared);
  if (place === "used") return <Own />;
  if (place >= 0) return <Compared place={place} />;
  if (!hasRoom) return null;
  return (
    <button
      type="button"
      className={`icon small ${styles.compare}`}
      aria-label={compareWith(name)}
      title={compareWith(name)}
      onClick={() => changeSetup({ against: [...useStore.getState().setup.against, method] })}
    >
      <ChartSpline aria-hidden />
    </button>
  );
}

const isSame = (one: Method, other: Method) => writeMethod(one) === writeMethod(other);

function Own() {
  const preview = useResult("preview");
  return <span className={styles.figure}>{preview ? percentSign(preview.accuracy) : null}</span>;
}

function Compared({ place }: { place: number }) {
  const cut = useCut();
  const sparsity = useStore((state) => state.sparsity);
  const comparison = useComparisons(cut?.snapshot.key.version)[place];
  const accuracy = cut && comparison ? otherCutOf(comparison, cut, sparsity).accuracy : null;
  return (
    <span className={styles.figure}>
      <svg aria-hidden width={26} height={10}>
        <path className={`${svg.curve} ${svg.other}`} d="M1 5H25" strokeDasharray={dashes[place]} />
      </svg>
      {accuracy === null ? "…" : about(percentSign(accuracy))}
    </span>
  );
}
