import { useMemo } from "react";
import type { Live } from "../../charts/live.ts";
import type { HandlePlace } from "../../charts/tradeoff/Handle.tsx";
import { chanceOf } from "../../data/classes.ts";
import { lockedAt } from "../../pruning/cut.ts";
import { inPruningOrder, isOfWeights, pruningOrder, rankOf } from "../../pruning/order.ts";
import { liftOf } from "../../recipe/references.ts";
import { onAxisOf, useComparisons } from "../../store/compare.ts";
import { placeOf } from "../../store/curve.ts";
import type { Cut } from "../../store/cut.ts";
import { liftOn, reachedOn, referenceOn } from "../../store/earlier.ts";
import { pathIn, useReached, useReferenceCurve } from "../../store/references.ts";
import { useResult } from "../../store/results.ts";
import { telling, useStore } from "../../store/store.ts";
import { chanceName, goneName, roundName } from "../../text/floor.ts";
import { percent } from "../../text/numbers.ts";
import { methodName } from "../workflow/choices.ts";

/** Where the handle stands, told in the moment that it moves; the rest of the page is told once a frame. */
export const handlePlace: Live<HandlePlace> = {
  get: () => placeOf(useStore.getState()),
  subscribe: (tell) => {
    let { sparsity, standing } = placeOf(useStore.getState());
    return useStore.subscribe((state) => {
      const place = placeOf(state);
      if (place.sparsity === sparsity && place.standing === standing) return;
      ({ sparsity, standing } = place);
      tell();
    });
  },
  subscribeDrawn: telling.subscribe,
};

const noValues = new Float32Array();
const noOrder = new Uint32Array();

/** The queue under the axis: what is ranked, in the order that the cut takes it. */
export function useQueue(cut: Cut | null) {
  const marked = useStore((state) => state.marked);
  const snapshot = cut?.snapshot;
  const ranking = cut?.ranking;
  const order = useMemo(() => (ranking ? pruningOrder(ranking) : noOrder), [ranking]);
  const values = useMemo(
    () => (snapshot && ranking ? inPruningOrder(ranking, snapshot.layers, order) : noValues),
    [snapshot, ranking, order],
  );
  const locked = useMemo(() => (snapshot && ranking ? lockedAt(ranking, snapshot.locked) : 0), [snapshot, ranking]);
  const rank = marked && snapshot ? rankOf(snapshot.ranking, snapshot.layers, marked.layer, marked.index) : null;
  return {
    values,
    locked,
    isSigned: snapshot ? isOfWeights(snapshot.ranking) : true,
    pruned: cut ? cut.gone.count / Math.max(1, cut.gone.all) : 0,
    marked: rank && (order.indexOf(rank.at) + 0.5) / order.length,
  };
}

/** The largest class's share of the validation set, and what it is called. */
export function useChance() {
  const data = useStore((state) => state.data);
  return useMemo(() => {
    if (!data) return null;
    const { labels, classes } = data;
    const { label, share } = chanceOf(labels, classes.length);
    return { share, name: chanceName(percent(share), classes[label], share * classes.length < 1.2) };
  }, [data]);
}

/** The curve before fine-tuning, what was reached since and how far the last run lifted what stands, as far as they have a place on the
 *  axis in use. */
export function useEarlier() {
  const curve = useReferenceCurve();
  const rounds = useReached();
  const path = useStore(pathIn);
  const fineTunes = useStore((state) => state.running === "finetune");
  const { granularity, groupSize, protect } = useStore((state) => state.setup);
  return useMemo(() => {
    const setup = { granularity, groupSize, protect };
    return {
      reference: referenceOn(setup, curve),
      reached: reachedOn(setup, rounds).map((point, i) => ({ ...point, name: roundName(i + 1) })),
      lift: liftOn(setup, liftOf(path)),
      lockedName: goneName(rounds.length + (fineTunes ? 1 : 0)),
    };
  }, [curve, rounds, path, fineTunes, granularity, groupSize, protect]);
}

/** Curves of the compared methods, for the weights of the curve in use; without marks those that are not worked out yet. */
export function useComparedCurves() {
  const curve = useResult("curve");
  const setup = useStore((state) => state.setup);
  const comparisons = useComparisons(curve?.key.version);
  return useMemo(
    () =>
      comparisons.map((comparison, i) => ({
        name: methodName(setup.against[i], setup),
        marks: curve && comparison ? onAxisOf({ ...setup, points: curve.points }, comparison) : [],
      })),
    [comparisons, curve, setup],
  );
}
