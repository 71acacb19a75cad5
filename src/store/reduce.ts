import type { EngineEvent, Speed } from "../engine/protocol.ts";
import { writeMethod } from "../pruning/method.ts";
import type { Setup } from "../setup/setup.ts";
import type { State } from "./store.ts";

/** What an event of the engine changes. */
export function reduce(state: State, event: EngineEvent): Partial<State> {
  switch (event.type) {
    case "preparing":
      return { preparing: event };
    case "opened": {
      const { spec, data } = event;
      const opening = state.opening - 1;
      const { sparsity } = event.setup;
      const asked = { ...state.setup, ...engineSettings(event.setup), sparsity };
      return {
        spec,
        data,
        backend: null,
        speeds: [],
        opening,
        ...(opening > 0 ? {} : { setup: asked, sparsity: sparsity / 100 }),
        snapshot: null,
        dragging: false,
        beforeDrag: null,
        differsFrom: null,
        uncut: null,
        references: { dense: null, before: null, afterCut: null },
        preparing: null,
        problem: null,
        test: null,
        preview: null,
        curve: null,
        comparisons: [],
        reference: null,
        trainFigures: null,
        gzip: null,
      };
    }
    case "backend":
      return { backend: event.backend };
    case "snapshot":
      return { snapshot: event.snapshot };
    case "preview": {
      const { preview, uncut, uncutPerClass, uncutAccuracy } = event;
      return { preview, uncut: { accuracy: uncutAccuracy, predictions: uncut, perClass: uncutPerClass } };
    }
    case "references":
      return { references: event.references };
    case "trainFigures":
      return { trainFigures: event };
    case "gzip":
      return { gzip: event };
    case "curve":
      return { curve: event };
    case "comparison": {
      const { version, method } = event.comparison;
      if (version < (state.snapshot?.version ?? 0)) return {};
      const others = state.comparisons.filter(
        (one) => one.version === version && writeMethod(one.method) !== writeMethod(method),
      );
      return { comparisons: [...others, event.comparison] };
    }
    case "progress": {
      const { running, ...progress } = event;
      const begins = running === "finetune" && state.running === null;
      const reference = begins ? (state.reference ?? curveBefore(state)) : state.reference;
      return { running, progress, preparing: null, reference };
    }
    case "speed": {
      const { speed } = event;
      const key = ({ backend, optimizer, batchSize, sparsity }: Speed) =>
        [backend, optimizer, batchSize, sparsity].join();
      return { speeds: [...state.speeds.filter((one) => key(one) !== key(speed)), speed] };
    }
    case "timeline":
      return { timeline: event.reset ? event.points : [...state.timeline, ...event.points] };
    case "history": {
      const { history, reached } = event;
      const moved =
        history.current !== state.history.current || history.entries.length !== state.history.entries.length;
      const reference = reached.length === 0 && state.running === null ? null : state.reference;
      if (state.opening > 0) return { history, reached, reference };
      const { layerSparsity } = state.dragging ? state.setup : event.setup;
      const setup = { ...state.setup, ...engineSettings(event.setup), layerSparsity };
      return { history, reached, reference, ...(moved ? { setup, sparsity: handleAfter(state, history) } : {}) };
    }
    case "test":
      return { test: { ...event, version: state.snapshot?.version ?? 0, sparsity: state.sparsity } };
    case "problem": {
      const refused = event.problem.kind === "file" || event.problem.kind === "failed";
      const opening = refused ? Math.max(0, state.opening - 1) : state.opening;
      const setup = event.setup && opening === 0 ? { ...state.setup, ...engineSettings(event.setup) } : state.setup;
      const sparsity = refused ? (state.history.entries[state.history.current]?.sparsity ?? 0) : state.sparsity;
      return { problem: event.problem, preparing: null, opening, setup, sparsity };
    }
    case "weights":
      return {};
  }
}

/** After undo or a new step the handle stands at the committed cut, unless a hand is on it or a link set it before training. */
function handleAfter(state: State, history: State["history"]): number {
  if (state.dragging) return state.sparsity;
  const entry = history.entries[history.current];
  const pendingFromLink = history.entries.every((e) => e.sparsity === 0) && state.sparsity > 0;
  return pendingFromLink && entry.kind !== "rewind" ? state.sparsity : entry.sparsity;
}

/** Settings that belong to a state in the history; theme, view and what is compared are the person's and stay. */
function engineSettings({
  theme: _theme,
  projector: _projector,
  axis: _axis,
  sparsity: _sparsity,
  against: _against,
  ...settings
}: Setup) {
  return settings;
}

/** The curve of the weights that fine-tuning starts from. Locking their mask made one newer version; an older curve is of weights
 *  that training has left behind. */
function curveBefore({ curve, snapshot }: State): State["reference"] {
  return curve && snapshot && curve.version >= snapshot.version - 1 ? curve.points : null;
}
