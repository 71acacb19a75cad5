import { applyMask } from "../network/mask.ts";
import type { Navigation } from "./navigation.ts";
import type { Ask, Command } from "./protocol.ts";
import { cutMask } from "./ranked.ts";
import type { SessionState } from "./sessionState.ts";
import type { Work } from "./work.ts";

/** Who does something else while a recipe is repeated ends that. */
const endsReplay: ReadonlySet<Ask["type"]> = new Set([
  "train",
  "pause",
  "step",
  "rewind",
  "prune",
  "edit",
  "undo",
  "redo",
  "goTo",
]);

/** Does what is asked of the network that stands. */
export async function doCommand(
  command: Command,
  work: Work,
  session: SessionState,
  navigation: Navigation,
): Promise<void> {
  const { runs, cuts, steps, replaying } = work;
  if (endsReplay.has(command.type)) replaying.end();
  switch (command.type) {
    case "configure":
      return work.configure(command.change);
    case "train":
      return runs.start(command.kind);
    case "goOn":
      return work.goOn();
    case "pause":
      return runs.finish();
    case "hurry":
      return replaying.hurry();
    case "step":
      return runs.stepOnce();
    case "rewind":
      return work.rewind(command.keepMask);
    case "drawCurves":
      return steps.lookBack(command.of);
    case "prune":
      return cuts.prune(command.sparsity, command.layerSparsity, command.moves);
    case "edit":
      return cuts.edit(command.edit);
    case "undo":
    case "redo":
      return navigation.goBack(work, command.type);
    case "goTo":
      return navigation.goTo(work, command.node);
    case "annotate":
      return steps.annotate(command.node, command.change);
    case "remove":
      return navigation.remove(work, command.node);
    case "putBack":
      return navigation.putBack(work);
    case "scoreTest":
      return scoreTest(work, session, command);
    case "readWeights": {
      const { mask, training } = steps;
      training.tell({ type: "weights", id: command.id, layers: applyMask(training.shown.ranked.layers, mask), mask });
    }
  }
}

function scoreTest(work: Work, session: SessionState, { handle }: Extract<Ask, { type: "scoreTest" }>): void {
  const { training, steps } = work;
  const { observer, test, summary } = training.prepared;
  const opened = session.timesTested(work) + 1;
  session.opened = { ...session.opened, [summary.source]: opened };
  const { accuracy } = observer.score(training.shown.ranked.layers, test, cutMask(training.shown.ranked, handle));
  steps.test = { type: "test", handle, accuracy, count: test.labels.length, opened, key: training.key };
  session.emit(steps.test);
}
