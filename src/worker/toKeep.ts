import type { GivenData } from "../data/dataset.ts";
import { writeLayers } from "../network/notation.ts";
import type { RunNode } from "../recipe/node.ts";
import type { NetworkState } from "../recipe/state.ts";
import { kindOfStep } from "../recipe/steps/registry.ts";
import type { RunTree } from "../recipe/tree.ts";
import type { Change, WeightsRecord, Whole } from "../records/change.ts";
import type { RunRecord } from "../records/run.ts";
import type { Summary } from "../records/sessions.ts";
import type { Opened } from "./protocol/data.ts";
import type { EngineEvent, Recorded } from "./protocol.ts";

/** What is kept of a session, where it stands. */
export interface KeptSource {
  readonly tree: () => RunTree<RunNode>;
  readonly state: (id: number) => NetworkState | undefined;
  readonly opened: () => Opened;
}

/** What is to be kept of what the page is told; null where nothing is. */
export function changeOf(source: KeptSource, event: EngineEvent): Change | null {
  switch (event.type) {
    case "tree":
      return { changed: event.changed, removed: event.removed, weights: weightsOf(source, event.changed) };
    case "history":
      return { place: event.place };
    case "recorded":
      return { run: runOf(event.recorded) };
    case "test":
      return { opened: source.opened() };
    default:
      return null;
  }
}

/** The run or recipe that goes on, or was broken off; null where none is. */
function runOf(recorded: Recorded): RunRecord | null {
  const { test, goesOn: _, ...run } = recorded;
  const score = test && { handle: test.handle, accuracy: test.accuracy, count: test.count, opened: test.opened };
  return run.step || run.unfinished || run.plan ? { ...run, test: score } : null;
}

/** A session as if nothing of it were kept yet, with these data. */
export function wholeOf(source: KeptSource, given: ReadonlyMap<string, GivenData>): Whole {
  const tree = source.tree();
  const changed = [...tree.nodes];
  const data = [...given].map(([name, one]) => ({ source: name, given: one }));
  return {
    name: "",
    changed,
    weights: weightsOf(source, changed),
    data,
    place: tree.place(),
    opened: source.opened(),
    summary: summaryOf(source),
  };
}

/** A cut's weights are those of the state that it was made on. */
function weightsOf(source: KeptSource, nodes: readonly RunNode[]): WeightsRecord[] {
  return nodes.flatMap(({ id, step }) => {
    const state = step && kindOfStep(step).isCut ? undefined : source.state(id);
    return state ? [{ id, state, stays: false }] : [];
  });
}

export function summaryOf({ tree }: KeptSource): Summary {
  const { current, size } = tree();
  const { setup, data } = current;
  return { set: setup.data, data, network: writeLayers(setup.hidden), states: size };
}

/** Whether anything was done since a state: who only looks around leaves nothing behind. */
export const isDoneSince = ({ tree }: KeptSource, since: number): boolean =>
  [...tree().nodes].some(({ id, step }) => id > since && step !== null && step.kind !== "load");
