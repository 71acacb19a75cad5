import { useMemo } from "react";
import { Poster } from "../../../charts/share/Poster.tsx";
import { fitsLink } from "../../../recipe/link.ts";
import { openNote } from "../../../store/actions/look.ts";
import { accuracyAtHandle, drawnCurve } from "../../../store/curve.ts";
import { isRanked, useCut } from "../../../store/cut.ts";
import { referenceOn } from "../../../store/earlier.ts";
import { useReferenceCurve } from "../../../store/references.ts";
import { useResult } from "../../../store/results.ts";
import { useStore } from "../../../store/store.ts";
import { linkTo, pathTo } from "../../../store/tree.ts";
import { count, percent } from "../../../text/numbers.ts";
import { shareText } from "../../../text/pages.ts";
import { ActionButton } from "../../ActionButton.tsx";
import { describeWay } from "../../compare/describe.ts";
import { look } from "../../runs/looked.ts";
import styles from "./SharePage.module.css";

/** The finding to be handed on, the link to it, and what the link does. */
export function SharePage() {
  const cut = useCut();
  const nodes = useStore((state) => state.nodes);
  const here = useStore(({ place }) => place?.current ?? 0);
  const session = useStore((state) => state.keeping.session);
  const setup = useStore((state) => state.setup);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what a link tells of
  const link = useMemo(() => linkTo(useStore.getState(), setup), [setup, nodes, here]);
  const way = useMemo(() => pathTo({ nodes }, here), [nodes, here]);
  return (
    <div className={styles.share}>
      <Finding />
      <p className={styles.deeds}>
        <ActionButton id="copy-link" className="btn next" />
      </p>
      {fitsLink(link) ? null : <p>{shareText.tooLong(count(link.length))}</p>}
      {way.length > 0 ? (
        <p>
          {way.length > 1 ? shareText.replays : shareText.opens} {describeWay(way)}.
        </p>
      ) : null}
      {cut ? (
        <div className={styles.line}>
          <span>
            {shareText.session}, {session === null ? shareText.notKept : shareText.isKept}
          </span>
          <button
            type="button"
            className="link"
            onClick={() => {
              look({ as: "sessions", first: null });
              openNote("runs");
            }}
          >
            {shareText.sessions}
          </button>
        </div>
      ) : null}
    </div>
  );
}

function Finding() {
  const cut = useCut();
  const preview = useResult("preview");
  const levels = useResult("curve");
  const measured = useStore((state) => state.measured);
  const newest = useStore((state) => state.snapshot);
  const isAsked = useStore(isRanked);
  const sparsity = useStore((state) => state.sparsity);
  const setup = useStore((state) => state.setup);
  const reference = useReferenceCurve();
  const isUntrained = useStore(({ progress }) => progress.step === 0);
  const curve = useMemo(() => drawnCurve(levels, measured, newest, isAsked), [levels, measured, newest, isAsked]);
  const accuracy = accuracyAtHandle(curve, preview, sparsity);
  if (!cut || accuracy === null) return null;
  return (
    <Poster
      finding={
        isUntrained ? shareText.untrained : shareText.finding(percent(accuracy), count(cut.kept), count(cut.total))
      }
      name={shareText.picture}
      curve={curve.points}
      earlier={referenceOn(setup, reference)}
      stands={{ sparsity, accuracy }}
    />
  );
}
