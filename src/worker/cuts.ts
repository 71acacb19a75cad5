import { keptCount, sparsityOf } from "../network/mask.ts";
import { lockedAt } from "../pruning/cut.ts";
import { changes, type ManualEdit } from "../pruning/manualEdits.ts";
import { type Move, moved } from "../pruning/move.ts";
import { cutSettingsOf } from "../recipe/state.ts";
import { percentOf, type Setup } from "../setup/setup.ts";
import type { Interpreter } from "./interpreter.ts";
import { shareAlike } from "./ranked.ts";
import type { Runs } from "./runs.ts";

/** The cuts of one network: made, made otherwise by other settings, and by hand. */
export class Cuts {
  readonly #steps: Interpreter;
  readonly #runs: Runs;

  constructor(steps: Interpreter, runs: Runs) {
    this.#steps = steps;
    this.#runs = runs;
  }

  /** A cut, to be made on the weights that stand; `moves` lead there from where the handle stands, where the page does not know what is
   *  counted. With other shares of the layers, in percent, where those are set by hand. */
  async prune(sparsity: number, layerSparsity?: readonly number[], moves?: readonly Move[]): Promise<void> {
    const steps = this.#steps;
    // The page may ask again before it has heard that the cut is made.
    const reshares = layerSparsity !== undefined && String(layerSparsity) !== String(steps.setup.layerSparsity);
    if (reshares) this.#reshare(layerSparsity);
    const { ranking } = steps.training.shown.ranked;
    const cut = moves ? moves.reduce((place, move) => moved(ranking, place, move), steps.state.cut) : sparsity;
    if (reshares || Math.abs(cut - steps.state.cut) > 1e-9) await this.#prune(cut, moves !== undefined);
    else if (moves) steps.tellHistory(steps.setup);
  }

  /** Decides about single weights. One that training holds at 0 comes back with what it was worth before. */
  async edit(edit: ManualEdit): Promise<void> {
    if (!changes(this.#steps.state.edits, edit)) return;
    await this.#runs.interrupt(() => this.#steps.take({ kind: "edit", ...edit }));
  }

  /** The same weights ranked as the settings ask now. */
  async rerank(before: Setup): Promise<void> {
    const steps = this.#steps;
    const { training, setup } = steps;
    const isOpen = keptCount(steps.mask) < keptCount(training.shown.ranked.ranking.maskBefore);
    training.shown.rerank();
    steps.state = { ...steps.state, settings: cutSettingsOf(setup) };
    const isAlike = shareAlike(setup, before);
    const rests = sparsityOf(training.shown.ranked.locked) > 0 && !(isOpen && isAlike);
    if (rests) await this.#rest(isOpen, isAlike);
    training.sendSnapshot();
    if (!rests && steps.state.cut > 0) await this.#prune(steps.state.cut);
  }

  /** The handle goes to what earlier rounds pruned, in what it counts now: nothing is cut until a person moves it. It stays where it
   *  `may`, if that is nothing more. A cut that `isOpen` is taken back by that, as an undoable step. */
  async #rest(isOpen: boolean, may: boolean): Promise<void> {
    const steps = this.#steps;
    const { ranking, locked } = steps.training.shown.ranked;
    const settings = cutSettingsOf(steps.setup);
    if (may && keptCount(steps.mask) === keptCount(ranking.maskBefore)) return;
    const rest = lockedAt(ranking, locked);
    steps.setup = { ...steps.setup, sparsity: 0 };
    // A state that somebody cut to stays what it is.
    if (isOpen || steps.around.tree().current.step?.kind === "prune")
      await steps.perform({ kind: "uncut", rest, settings });
    else this.#recut(rest);
    steps.training.shown.viewer.look({ sparsity: rest });
    steps.tellHistory(steps.setup);
  }

  /** The state that stands is to be cut otherwise from here on; what it is stays. */
  #recut(cut: number): void {
    const steps = this.#steps;
    const { setup } = steps;
    steps.state = { ...steps.state, cut, settings: cutSettingsOf(setup) };
    steps.update({ ...steps.around.tree().current, cut, setup });
  }

  /** Commits a cut. While training it acts from the next step on; else the weights wait, unchanged, until training. `movesHandle` where
   *  the page does not know where it lies. */
  async #prune(cut: number, movesHandle = false): Promise<void> {
    const steps = this.#steps;
    await this.#runs.interrupt(async () => {
      await steps.perform({ kind: "prune", sparsity: percentOf(cut), settings: cutSettingsOf(steps.setup) });
      steps.tellHistory(movesHandle ? steps.setup : null);
    });
  }

  /** Other shares of the layers, in percent, for the cut that follows. */
  #reshare(layerSparsity: readonly number[]): void {
    const steps = this.#steps;
    const { training } = steps;
    steps.setup = { ...steps.setup, layerSparsity };
    training.configure(steps.setup);
    training.shown.rerank(true);
    training.sendSnapshot();
  }
}
