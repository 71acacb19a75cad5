import type { Examples } from "../network/examples.ts";
import type { Mask } from "../network/mask.ts";
import type { Layer, NetworkSpec } from "../network/network.ts";
import { type SaliencyStatistics, saliencyStatistics } from "../network/saliency.ts";
import { maskAt, withShares } from "../pruning/cut.ts";
import { type ManualEdits, pinnedBy, withoutPruned } from "../pruning/manualEdits.ts";
import { rank } from "../pruning/rank.ts";
import type { Method, Ranking } from "../pruning/types.ts";
import { protectedLayers } from "../setup/protection.ts";
import { areAlike, fieldsOf, rankingOf, type Setup, sharesOf } from "../setup/setup.ts";
import { rankingForecast } from "./forecast.ts";
import type { Activity } from "./protocol/said.ts";
import type { Handle, StateKey } from "./stateKey.ts";

/** What weights are ranked for and by. */
export interface Task {
  readonly spec: NetworkSpec;
  /** Training examples that criteria look at. */
  readonly scoring: Examples;
  /** What is to be pruned first. */
  readonly setup: Setup;
  /** What somebody decided about single weights. */
  readonly edits: ManualEdits;
  /** Called before a ranking that may take so many milliseconds. */
  readonly announce: (what: Activity, milliseconds: number) => void;
}

/** Weights of one step, before the slider's cut. They are ranked when somebody asks: most are only measured. */
export class Ranked {
  readonly key: StateKey;
  readonly layers: readonly Layer[];
  readonly step: number;
  /** Weights that earlier rounds pruned for good are 0 here, and exactly 0 themselves. */
  readonly locked: Mask;
  readonly #task: Task;
  #ranking: Ranking | undefined;
  #statistics: SaliencyStatistics | undefined;

  /** `known` is the same weights' ranking, where only the shares of a cut by hand are other. */
  constructor(key: StateKey, layers: readonly Layer[], step: number, locked: Mask, task: Task, known?: Ranking) {
    this.key = key;
    this.layers = layers;
    this.step = step;
    this.locked = locked;
    this.#task = task;
    this.#ranking = known && withShares(known, sharesOf(task.setup, layers.length));
  }

  /** How it is ranked. */
  get by(): string {
    return rankingOf(this.#task.setup);
  }

  get ranking(): Ranking {
    this.#ranking ??= this.rankedBy(this.#task.setup);
    return this.#ranking;
  }

  /** The same weights ranked by any method, all else being as it is set. */
  rankedBy({ criterion, granularity, scope }: Method): Ranking {
    const { spec, scoring, setup, edits, announce } = this.#task;
    announce("ranking", rankingForecast(spec, criterion));
    const { groupSize, norm, lastUnit, seed, protect } = setup;
    const names = this.layers.map(({ name }) => name);
    const request = {
      criterion,
      granularity,
      groupSize,
      scope,
      norm,
      seed,
      keepOneUnit: lastUnit === "stays",
      protectedLayers: protectedLayers(protect, names),
      shares: sharesOf(setup, names.length),
    };
    const maskBefore = withoutPruned(this.locked, edits);
    const pinned = pinnedBy(edits);
    this.#statistics ??= saliencyStatistics(spec, this.layers, maskBefore, scoring);
    return rank(this.layers, request, maskBefore, { statistics: this.#statistics, ...(pinned ? { pinned } : {}) });
  }
}

/** The mask at the handle; shares that it brings stand in for those of the set-up. */
export const cutMask = ({ ranking }: Pick<Ranked, "ranking">, { sparsity, shares }: Handle): Mask =>
  maskAt(shares && ranking.scope === "hand" ? withShares(ranking, shares) : ranking, sparsity);

/** Whether two set-ups rank the same weights alike. */
export const rankAlike = (one: Setup, other: Setup): boolean => areAlike(one, other, fieldsOf("ranking", "shares"));

/** Whether sparsity is a share of the same things in two set-ups, spread in the same way. */
export const shareAlike = (one: Setup, other: Setup): boolean => areAlike(one, other, fieldsOf("spread"));
