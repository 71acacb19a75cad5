import type { StateFigures } from "../recipe/compareStates.ts";
import { ofCut, ofView, type Setup } from "../setup/setup.ts";
import { classNames } from "../text/dataNames.ts";
import type { ComparisonOutcome, EngineEvent, Speed } from "../worker/protocol.ts";
import type { StateKey } from "../worker/stateKey.ts";
import { withMeasured } from "./curve.ts";
import { committedIn } from "./cut.ts";
import { withResult } from "./results.ts";
import { withCurve, withCurveOf } from "./slides.ts";
import { nothingYet, type State, type Wish } from "./store.ts";

/** What is told of a network before it stands. */
const ahead: readonly EngineEvent["type"][] = ["preparing", "busy", "rework", "opened", "problem"];

/** Whether an event comes late: another network was asked for since, or newer weights are on the page. */
function isLate({ asked, askedBy, run, data, snapshot, compared }: State, event: EngineEvent): boolean {
  const { type, key } = event;
  // Unless another one was asked for since.
  if (type === "leads") return event.heard < askedBy;
  // What was done stays true, whatever is looked at by now.
  if (type === "tree" || type === "removed" || type === "keeping" || type === "sessions") return false;
  // Where one is and the weights there belong together.
  if ((type === "history" || type === "recorded") && key.run === run && data !== null) return false;
  if (type === "compared") return event.one !== compared?.one || event.other !== compared.other;
  // Of a network that is on its way all is told once it is there.
  if (key.run !== asked) return true;
  if (key.run !== run && !ahead.includes(type)) return true;
  return type === "result" && !event.outlives && key.version < (snapshot?.key.version ?? 0);
}

/** What an event of the engine changes; late ones change nothing. */
export function reduce(state: State, event: EngineEvent): Partial<State> {
  if (isLate(state, event)) return {};
  switch (event.type) {
    case "busy":
      return { busy: event };
    case "recorded":
      return { recorded: event.recorded };
    case "preparing":
      // Of another network nothing is known yet; where it cannot be had, the session tells anew what stands.
      return { ...(event.key.run === state.run ? {} : { ...nothingYet, data: null, spec: null }), preparing: event };
    case "opened": {
      const { spec, key, resumed, timesTested } = event;
      const data = { ...event.data, classes: classNames(event.data.id, event.data.classes) };
      // The page knows best what it asked for, but for weights that could not be had; not what it goes back to.
      const setup = resumed
        ? { ...event.setup, ...ofView(state.setup), ...chosenIn(wishesFor(state, key)) }
        : { ...state.setup, start: event.setup.start };
      return {
        ...nothingYet,
        // The link alone could not tell of them.
        ...(resumed && data.id === "file" ? { corrections: null } : {}),
        run: key.run,
        spec,
        data,
        opened: withOpened({ ...state, data }, timesTested),
        setup,
        preparing: null,
        problem: resumed ? state.problem : null,
      };
    }
    case "tree": {
      const nodes = new Map(state.nodes);
      for (const id of event.removed) nodes.delete(id);
      for (const node of event.changed) nodes.set(node.id, node);
      return { nodes };
    }
    case "removed":
      return { removed: event.removed };
    case "replay":
      return { replay: event.replay };
    case "rework": {
      const { done, total } = event;
      return { rework: done === null ? null : { done, total } };
    }
    case "backend":
      return { backend: event.backend };
    case "snapshot":
      return { snapshot: event.snapshot, rankedBy: event.by };
    case "result": {
      const { id, result, outlives } = event;
      const results = withResult(state.results, id, result, outlives);
      if (id === "preview") return { results, measured: withMeasured(state.measured, result, state.snapshot) };
      if (id === "curve") return { results, curves: withCurve(state, result) };
      return "by" in result ? { results, curves: withCurveOf(state, Number(id.split(":")[1]), result) } : { results };
    }
    case "unfinished":
      return { unfinished: event.unfinished };
    case "progress": {
      const { running, ...progress } = event;
      return { running, progress, preparing: null };
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
      const { history, place, lost, restored, key } = event;
      const { asked, held } = state;
      // Of the network on the page, though another was asked for since: states that were deleted are gone from its line.
      if (key.run !== asked) return { history, place, lost };
      const isAnswered = held !== null && held.sent !== null && event.heard >= held.sent;
      return {
        history,
        place,
        lost,
        wishes: state.wishes.filter(({ serial }) => serial > event.heard),
        ...(isAnswered ? { held: { ...held, sent: null } } : {}),
        ...(restored ? goneBack(state, event, restored) : {}),
      };
    }
    case "test":
      return { test: event, opened: withOpened(state, event.opened) };
    case "problem": {
      const { problem, stands } = event;
      return { problem, preparing: null, asked: stands };
    }
    case "compared":
      return { compared: { ...event, outcome: withClassNames(event, state.nodes) } };
    case "sessions":
      return { sessions: event };
    case "keeping":
      return {};
    case "leads":
      return { asked: event.key.run, wishes: state.wishes.filter(({ serial }) => serial > event.heard) };
    case "weights":
      return {};
  }
}

/** The classes of what was compared as they are called. */
function withClassNames(
  { one, other, outcome }: Extract<EngineEvent, { type: "compared" }>,
  nodes: State["nodes"],
): ComparisonOutcome {
  if (outcome.kind !== "done") return outcome;
  const named = (id: number, figures: StateFigures) => ({
    ...figures,
    classes: classNames(nodes.get(id)?.setup.data ?? "file", figures.classes),
  });
  const { comparison } = outcome;
  return {
    ...outcome,
    comparison: { ...comparison, one: named(one, comparison.one), other: named(other, comparison.other) },
  };
}

/** A score that is told again, for its network came back, counts once. */
function withOpened({ data, opened }: State, count: number): State["opened"] {
  return data && count > 0 ? { ...opened, [data.source]: Math.max(opened[data.source] ?? 0, count) } : opened;
}

/** What was chosen for a network, by commands after the one that the engine heard last. */
const wishesFor = ({ wishes }: State, { run }: StateKey, heard = 0): readonly Wish[] =>
  wishes.filter((wish) => wish.run === run && wish.serial > heard);

const chosenIn = (wishes: readonly Wish[]): Partial<Setup> => Object.assign({}, ...wishes.map(({ change }) => change));

/** Settings and handle after undo, but for what was chosen since; a hand that moves the handle keeps it. */
function goneBack(
  state: State,
  { history, heard, key }: Extract<EngineEvent, { type: "history" }>,
  restored: Setup,
): Partial<State> {
  const { setup, dragging, beforeDrag, sparsity } = state;
  const later = wishesFor(state, key, heard);
  const chosen = chosenIn(later);
  const moved = later.findLast(({ change }) => "sparsity" in change);
  const dragged = dragging ? { layerSparsity: setup.layerSparsity } : {};
  const committed = committedIn(history);
  return {
    setup: { ...setup, ...ofCut(restored), ...chosen, ...dragged },
    sparsity: dragging ? sparsity : (moved?.handle ?? committed),
    beforeDrag: beforeDrag && {
      sparsity: committed,
      layerSparsity: ("layerSparsity" in chosen ? beforeDrag : restored).layerSparsity,
    },
  };
}
