import { stopOfShares } from "../../pruning/cut.ts";
import { type Move, moved, movedBlindly } from "../../pruning/move.ts";
import { percentOf } from "../../setup/setup.ts";
import { isSameHandle } from "../../worker/stateKey.ts";
import { committedIn, handleOf, isRanked, sharesNow } from "../cut.ts";
import { type State, telling, useStore } from "../store.ts";
import { writeHash } from "./address.ts";
import { awaited, isOpening, lastSerial, send, want } from "./engine.ts";

const { getState: get, setState: set } = useStore;

/** An answer that takes less than so many milliseconds is waited for. */
const swift = 30;

/** Asks for the figures at the handle. */
function look(): void {
  const handle = handleOf(get());
  awaited.looking = handle;
  awaited.lookedAt = performance.now();
  send({ type: "preview", handle });
  // An answer that comes within the frame is drawn with the cut that it is of.
  if (awaited.answeredIn < swift) telling.hold();
}

/** Takes the figures that were asked for; the cut that waited for them is drawn. */
export function answered(): void {
  awaited.looking = null;
  awaited.answeredIn = performance.now() - awaited.lookedAt;
  telling.tell();
}

/** Asks again where the figures on screen and those on their way are of another cut: a link or undo may have moved the handle. */
export function lookWhereMoved(): void {
  const { results, snapshot } = get();
  const known = awaited.looking ?? results.preview?.handle;
  if (snapshot && !isOpening() && !awaitsRanking() && !(known && isSameHandle(known, handleOf(get())))) look();
}

/** Moves the slider; `final` commits the cut as one undoable step. Sparsity in 0..1. */
export const moveSparsity = (sparsity: number, final: boolean): void => moveHandle({ to: sparsity }, final);

/** Moves the handle; `final` commits the cut as one undoable step. Where the ranking that it is about is on its way, the move waits. */
export function moveHandle(move: Move, final: boolean): void {
  telling.within(() => {
    const { snapshot, sparsity } = get();
    const ranking = isOpening() ? undefined : snapshot?.ranking;
    if (awaitsRanking()) hold(move, final);
    else place(ranking ? moved(ranking, sparsity, move) : movedBlindly(sparsity, move), final);
  });
}

/** Commits the cut that the handle was moved to. */
export function commitMove(): void {
  telling.within(() => {
    if (awaitsRanking()) hold(null, true);
    else place(get().sparsity, true);
  });
}

/** Whether the handle is about to count something else, or to go to another place, than the page knows. */
function awaitsRanking(): boolean {
  const { held, snapshot } = get();
  return !isOpening() && snapshot !== null && (!isRanked(get()) || (held?.sent ?? null) !== null);
}

/** Keeps moves for the ranking that is on its way; to commit them is the worker's, in its turn. Until then the handle stands where they
 *  may lead. */
function hold(move: Move | null, final: boolean): void {
  const { held, sparsity, setup, dragging } = get();
  const isFresh = move && ("to" in move || "count" in move);
  // Who was moving the handle already goes on from there.
  const waiting = held?.moves ?? [];
  const earlier = waiting.length > 0 || !dragging ? waiting : [{ to: sparsity }];
  const moves = [...(isFresh ? [] : earlier), ...(move ? [move] : [])];
  const guess = move ? movedBlindly(sparsity, move) : sparsity;
  const sent = held?.sent ?? null;
  set({ ...draggingNow(final), sparsity: guess, held: { moves, sent } });
  if (!final || moves.length === 0) return;
  want({ sparsity: percentOf(guess) });
  writeHash(get().setup, false);
  const shares = setup.scope === "hand" ? { layerSparsity: setup.layerSparsity } : {};
  send({ type: "prune", sparsity: guess, moves, ...shares });
  set({ held: { moves: [], sent: lastSerial() } });
}

/** Makes the moves that waited, now that it is known what they are about. */
export function settleHeld(): void {
  const { held, snapshot, history } = get();
  if (!held || !snapshot || awaitsRanking()) return;
  set({ held: null });
  if (held.moves.length === 0) return;
  place(
    held.moves.reduce((sparsity, move) => moved(snapshot.ranking, sparsity, move), committedIn(history)),
    false,
  );
}

function place(sparsity: number, final: boolean): void {
  const clamped = Math.min(1, Math.max(0, sparsity));
  set(draggingNow(final));
  if (clamped !== get().sparsity) {
    set({ sparsity: clamped, walked: Math.max(get().walked, clamped) });
    look();
  }
  if (!final) return;
  const { setup, history } = get();
  const { scope, layerSparsity } = setup;
  const shares = scope === "hand" ? { layerSparsity } : {};
  const rests = setup.sparsity === 0 && Math.abs(committedIn(history) - clamped) < 1e-9;
  want({ sparsity: rests ? 0 : percentOf(clamped), ...shares });
  writeHash(get().setup, false);
  send({ type: "prune", sparsity: clamped, ...shares });
}

/** A drag remembers what stood before its first move. */
function draggingNow(final: boolean): Pick<State, "dragging" | "beforeDrag"> {
  const { beforeDrag, sparsity, setup } = get();
  if (final) return { dragging: false, beforeDrag: null };
  return { dragging: true, beforeDrag: beforeDrag ?? { sparsity, layerSparsity: setup.layerSparsity } };
}

/** Puts the cut back where it stood before a drag that was broken off; nothing is committed. */
export function cancelMove(): void {
  const { beforeDrag, setup } = get();
  if (!beforeDrag) return;
  const { sparsity, layerSparsity } = beforeDrag;
  const { held } = get();
  set({
    sparsity,
    setup: { ...setup, layerSparsity },
    dragging: false,
    beforeDrag: null,
    held: held && { ...held, moves: [] },
  });
  writeHash(get().setup, false);
  look();
}

/** Moves the slider of one layer, 0..1, the others stay where they stand; `final` commits the cut as one undoable step. */
export function moveLayer(index: number, share: number, final: boolean): void {
  const { setup, snapshot, held } = get();
  // The ranking by shares may still be on its way, or another one.
  if (snapshot?.ranking.scope !== "hand" || setup.scope !== "hand" || isOpening()) return;
  const layerSparsity = sharesNow(snapshot.ranking, get().sparsity, setup).map((one) => Math.round(1000 * one) / 10);
  layerSparsity[index] = Math.round(1000 * share) / 10;
  const shares = snapshot.ranking.lists.map(({ layer }) => layerSparsity[layer!] / 100);
  const sizes = snapshot.ranking.lists.map(({ order }) => order.length);
  const sparsity = stopOfShares(shares, sizes);
  telling.within(() => {
    // What the handle waited for with moves of its own is overtaken.
    set({
      setup: { ...setup, layerSparsity },
      sparsity,
      ...draggingNow(final),
      held: held && { ...held, moves: [] },
    });
    look();
    if (!final) return;
    want({ layerSparsity, sparsity: percentOf(sparsity) });
    writeHash(get().setup, false);
    send({ type: "prune", sparsity, layerSparsity });
  });
}

/** Moves the slider of one layer on from where it stands. */
export function moveLayerBy(index: number, move: Move, final: boolean): void {
  const { snapshot, sparsity, setup } = get();
  if (!snapshot) return;
  const { ranking } = snapshot;
  const one = 1 / Math.max(1, ranking.lists.find(({ layer }) => layer === index)?.order.length ?? 1);
  const by = "by" in move ? move.by : "further" in move ? move.further * one : 0;
  moveLayer(index, Math.min(1, Math.max(0, sharesNow(ranking, sparsity, setup)[index] + by)), final);
}
