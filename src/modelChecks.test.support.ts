import { expect } from "vitest";
import { createWasmEvaluator } from "./engine/wasm/wasmEvaluator.ts";
import type { Page } from "./modelPage.test.support.ts";
import { engineFails } from "./modelWorker.test.support.ts";
import { biasMasks } from "./network/wiring.ts";
import { fitsLink, readRecipeLink } from "./recipe/link.ts";
import type { RunNode } from "./recipe/node.ts";
import { writeLink } from "./setup/link.ts";
import { areAlike, fieldsOf } from "./setup/setup.ts";
import { commitMove } from "./store/actions/handle.ts";
import { listSessions } from "./store/actions/session.ts";
import { redo, undo } from "./store/actions/training.ts";
import { readWeights } from "./store/actions/weights.ts";
import { committedIn, cutOf, handleOf } from "./store/cut.ts";
import { type State, useStore } from "./store/store.ts";
import { linkTo, standing } from "./store/tree.ts";
import { sentenceOf, sentencesOf } from "./text/faults/catalogue.ts";
import { layerThresholds } from "./views/thresholds.ts";

const networkIsDeleted = sentenceOf({ id: "network-deleted" });

const { getState: get } = useStore;

/** What is expected of the page: nothing that was done goes but by deleting it, and a state stays what it is. */
export interface Model {
  /** Commands so far. */
  readonly done: string[];
  /** Links that were copied. */
  readonly links: string[];
  /** Weights of all states that were seen, by id. */
  readonly states: Map<number, string>;
  /** What was wrong with what the page showed, whenever that was. */
  readonly wrong: string[];
  /** The state of the page that was looked at last. */
  seen: State | null;
}

export const newModel = (): Model => ({ done: [], links: [], states: new Map(), wrong: [], seen: null });

const when = ({ done }: Model) => `after ${done.join(", ")}`;

/** Looks at whatever the page shows, at any moment. */
export function look(model: Model, state: State): void {
  const before = model.seen;
  model.seen = state;
  const say = (sentence: string) => model.wrong.push(`${sentence} ${when(model)}`);
  const { run, asked, snapshot, results, test, nodes, place, history, sparsity, setup } = state;
  for (const [what, one] of Object.entries({ ...results, snapshot, test }))
    if (one && one.key.run !== run) say(`a ${what} of network ${one.key.run} stands beside network ${run}`);
  if (snapshot && snapshot !== before?.snapshot) {
    const { layers, locked } = snapshot;
    for (const { name, weights } of layers)
      if (weights.some((weight, i) => weight !== 0 && !locked.get(name)![i])) say("a pruned weight is not 0");
  }
  if (snapshot && (snapshot !== before?.snapshot || sparsity !== before.sparsity || setup !== before.setup)) {
    const { mask, kept, total } = cutOf(snapshot, sparsity, setup);
    const bits = [...mask.values()];
    const pruned = bits.reduce((sum, one) => sum + one.filter((bit) => bit === 0).length, 0);
    if (kept + pruned !== total) say(`${kept} kept and ${pruned} pruned are not ${total}`);
  }
  if (nodes !== before?.nodes) {
    const gone = new Set(state.removed.flatMap((one) => one.nodes.map(({ id }) => id)));
    for (const id of model.states.keys()) if (!nodes.has(id) && !gone.has(id)) say(`state ${id} is gone`);
    for (const { id, parent, run: own, fingerprint } of nodes.values()) {
      const from = parent === null ? null : nodes.get(parent);
      if (from === undefined || (from && from.run !== own)) say(`state ${id} is an orphan`);
      const known = model.states.get(id) ?? fingerprint;
      if (known !== fingerprint) say(`state ${id} was ${known} and is ${fingerprint}`);
      model.states.set(id, known);
    }
  }
  if (place && asked === run && ![place.current, ...place.trail, ...place.undone].every((id) => nodes.has(id)))
    say(`one stands at, or comes from, a state that is not there: ${JSON.stringify(place)}`);
  if (asked === run && !history.entries.every(({ id }) => nodes.has(id))) say("the line shows what is not there");
  if (!(sparsity >= 0 && sparsity <= 1)) say(`the handle is at ${sparsity}`);
}

/** After each command, whatever goes on. */
export function mustHold(model: Model): void {
  look(model, get());
  expect(model.wrong).toEqual([]);
}

/** Once nothing goes on any more. */
export async function mustHoldAtRest(page: Page, model: Model): Promise<void> {
  await mustRest(page, model);
  if (!get().history.canUndo) return;
  const before = await readWeights();
  undo();
  redo();
  await mustRest(page, model);
  const { layers, mask } = await readWeights();
  expect({ layers, mask }, `undone and redone ${when(model)}`).toEqual({ layers: before.layers, mask: before.mask });
}

/** States by their ids, but for the numbers of their networks, which every page gives anew. */
const uncounted = (nodes: readonly RunNode[]) =>
  nodes.map((node) => ({ ...node, run: 0 })).sort((one, other) => one.id - other.id);

/** What is done is on the disk once it is told, and the next page goes on from there. */
export async function mustReload(page: Page, model: Model): Promise<void> {
  await mustRest(page, model);
  // Answered when all is written.
  useStore.setState({ sessions: null });
  listSessions();
  while (!get().sessions) await page.wait(1);
  const { keeping, data, history } = get();
  const [{ layers, mask }, before] = [await readWeights(), [...get().nodes.values()]];
  model.states.clear();
  page.reload();
  await mustRest(page, model);
  if (keeping.session === null) return;
  expect(uncounted([...get().nodes.values()]), when(model)).toEqual(uncounted(before));
  if (data!.id === "file") return;
  const after = await readWeights();
  expect({ layers: after.layers, mask: after.mask, at: get().history.current }, `reloaded ${when(model)}`).toEqual({
    layers,
    mask,
    at: history.current,
  });
}

/** What is told of the disk does not have yet: the next page stands there all the same, be it that it repeats what the address tells. */
export async function mustReloadAtOnce(page: Page, model: Model): Promise<void> {
  await mustRest(page, model);
  const { data, setup } = get();
  const [{ layers, mask }, link] = [await readWeights(), linkTo(get(), setup)];
  model.states.clear();
  page.reload();
  await mustRest(page, model);
  if (data!.id === "file" || !fitsLink(link)) return;
  const after = await readWeights();
  expect({ layers: after.layers, mask: after.mask }, `reloaded at once ${when(model)}`).toEqual({ layers, mask });
}

async function mustRest(page: Page, model: Model): Promise<void> {
  if (get().dragging) commitMove();
  expect(await page.rest(), `what goes on for ever ${when(model)}`).toBe(null);
  // A link may have put the handle where nothing is cut yet.
  if (Math.abs(get().sparsity - committedIn(get().history)) > 1e-9) {
    commitMove();
    expect(await page.rest(), `what goes on for ever ${when(model)}`).toBe(null);
  }
  mustHold(model);
  const { snapshot, results, spec, data, history, sparsity, setup, problem, progress, verdict, keeping } = get();
  const { preview } = results;
  const isExpected =
    problem === null ||
    ["diverged", "gpu-lost", "replaced"].includes(problem.kind) ||
    // The last may be asked for before the page hears that it was deleted.
    ("said" in problem && [engineFails, networkIsDeleted].includes(sentencesOf(problem.said)));
  expect(isExpected, `${JSON.stringify(problem)} ${when(model)}`).toBe(true);
  expect(keeping.problem?.kind ?? "well", `${sentencesOf(keeping.problem?.said ?? [])} ${when(model)}`).toBe("well");
  expect(verdict?.isSame ?? true, `${verdict?.sentence} ${when(model)}`).toBe(true);
  const at = `${when(model)}; handle ${sparsity}`;
  const cut = cutOf(snapshot!, sparsity, setup);
  const { mask } = cut;
  const { layers, ranking } = snapshot!;
  // Figures are those of the weights on the page, at the handle.
  const evaluator = createWasmEvaluator(spec!, data!.shown, data!.labels);
  evaluator.setWeights(layers);
  const { correct, accuracy } = evaluator.evaluate(mask, biasMasks(layers, mask));
  expect([preview!.correct, preview!.accuracy], at).toEqual([correct, accuracy]);
  // The histograms' cut lines stand where a weight could.
  for (const threshold of layerThresholds(cut, sparsity))
    expect(threshold === null || Number.isFinite(threshold), at).toBe(true);
  // The worker's cut is the page's, and the handle stands at it.
  const entry = history.entries[history.current];
  expect(sparsity, at).toBeCloseTo(entry.sparsity, 9);
  expect(preview!.handle, at).toEqual(handleOf(get()));
  const held = await readWeights();
  expect(held.mask, at).toEqual(mask);
  expect(held.layers, at).toEqual(
    layers.map((layer) => ({ ...layer, weights: layer.weights.map((w, i) => (mask.get(layer.name)![i] ? w : 0)) })),
  );
  expect(entry.accuracy, at).toBe(accuracy);
  expect([ranking.granularity, ranking.scope], at).toEqual([setup.granularity, setup.scope]);
  expect([progress.step, data!.id], at).toEqual([snapshot!.step, setup.data]);
  expect(areAlike(setup, standing(get())!.setup, fieldsOf("data", "network")), at).toBe(true);
  // The address tells the settings, and what was done where that is not too long.
  const link = linkTo(get(), setup);
  expect(readRecipeLink(page.hash, data), at).toEqual(readRecipeLink(fitsLink(link) ? link : writeLink(setup), data));
  const told = readRecipeLink(link, data, true).corrections.map(sentenceOf);
  expect(
    told.filter((sentence) => /^(do|end)\b/.test(sentence)),
    at,
  ).toEqual([]);
}
