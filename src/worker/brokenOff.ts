import type { GivenData } from "../data/dataset.ts";
import { isGiven } from "../data/registry.ts";
import type { RunNode } from "../recipe/node.ts";
import type { Step } from "../recipe/steps/registry.ts";
import type { Making } from "./making.ts";
import { isTrainStep } from "./nodes.ts";
import type { ReportProgress } from "./openData.ts";
import { saidOf } from "./protocol/said.ts";
import type { Recorded } from "./protocol.ts";
import { dataIsGone, type SessionState } from "./sessionState.ts";
import { areDataOf } from "./source.ts";
import type { Work } from "./work.ts";

/** What was recorded of a run or recipe, which nobody goes on with by himself. */
type BrokenOffRecord = Omit<Recorded, "goesOn">;

/** Stands where a run or recipe was broken off; by the settings of a run, which those of steps of a recipe are not. */
export function standIn({ steps, training }: Work, record: BrokenOffRecord): void {
  const step = record.step ?? steps.around.tree().current.step;
  if (record.unfinished && !record.plan && isTrainStep(step)) {
    steps.setup = { ...steps.setup, ...step.hyper };
    training.configure(steps.setup);
  }
  steps.goOnFrom({ ...record, goesOn: false });
}

/** Whether a state is that of a run, or of one by the same settings, when it had gone on. */
function contains({ step, trained }: RunNode, record: BrokenOffRecord): boolean {
  const asked = (one: Step | null) => isTrainStep(one) && JSON.stringify({ ...one, steps: null, ran: [] });
  return trained > record.state.checkpoint.step && asked(step) === asked(record.step);
}

/** What went on at the state that stands becomes a state, though another network, that of the run, is asked for before anybody goes on with
 *  it: it can be gone on with there. Where it cannot, that is told. */
export async function setAside(
  session: SessionState,
  making: Making,
  run: number,
  record: BrokenOffRecord,
  given?: GivenData,
): Promise<void> {
  const { tree } = session;
  const { current } = tree;
  const { step, unfinished, plan, state } = record;
  if (!step && !unfinished && !plan) return session.states.keep(current.id, state, (id) => session.stays(id));
  // It may have been told as done already.
  if (step && (unfinished?.isNode ? [current] : tree.children(current.id)).some((node) => contains(node, record)))
    return;
  const progress: ReportProgress = (what, done, total) =>
    session.emit({ type: "preparing", what, done, total, key: { run, version: 0 } });
  try {
    const data = given && areDataOf(given, current) ? given : await session.dataOf(current);
    if (isGiven(current.setup.data) && !data) throw dataIsGone(current);
    const work = await making.makeAside(current.run, current.setup, data, progress);
    standIn(work, record);
    session.networks.keep(work);
  } catch (error) {
    session.tellKeeping(null, { kind: "gone", said: [{ id: "run-lost" }, saidOf(error)] });
  }
}
