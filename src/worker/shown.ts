import type { Checkpoint } from "../network/checkpoint.ts";
import type { Mask } from "../network/mask.ts";
import type { Layer } from "../network/network.ts";
import { maskAt } from "../pruning/cut.ts";
import { type ManualEdits, noManualEdits } from "../pruning/manualEdits.ts";
import { whyNotFor } from "../pruning/offer.ts";
import type { Ranking } from "../pruning/types.ts";
import type { NetworkState } from "../recipe/state.ts";
import type { Setup } from "../setup/setup.ts";
import { announcedMilliseconds } from "./forecast.ts";
import type { Prepared } from "./opened.ts";
import type { Activity } from "./protocol/said.ts";
import type { Answer, EngineEvent } from "./protocol.ts";
import { Ranked, rankAlike, type Task } from "./ranked.ts";
import type { StateKey } from "./stateKey.ts";
import { Viewer } from "./viewer.ts";

/** What the page is shown of one network: its weights, ranked for what is to be pruned first, and what it is told of them. Training may
 *  be some steps ahead. */
export class Shown {
  readonly viewer: Viewer;
  /** Of the key: which network. */
  readonly id: number;
  readonly #prepared: Prepared;
  readonly #emit: (event: EngineEvent) => void;
  #setup: Setup;
  #edits: ManualEdits;
  #ranked!: Ranked;
  #version = 0;

  /** `id` is the run of all keys; `wake` is called when there is something to answer at rest. */
  constructor(
    prepared: Prepared,
    setup: Setup,
    { layers, step, mask }: Checkpoint,
    id: number,
    emit: (event: EngineEvent) => void,
    wake: () => void,
  ) {
    this.#prepared = prepared;
    this.#emit = emit;
    this.id = id;
    this.#setup = setup;
    this.#edits = noManualEdits(layers);
    this.viewer = new Viewer(prepared.observer, emit, wake);
    prepared.observer.announceTo((milliseconds) => this.announce("accuracy", milliseconds));
    this.configure(setup);
    this.show(layers, step, mask);
  }

  /** The weights last shown. */
  get ranked(): Ranked {
    return this.#ranked;
  }

  /** What is told is about these weights. */
  get key(): StateKey {
    return this.#ranked.key;
  }

  tell(answer: Answer): void {
    this.#emit({ ...answer, key: this.key });
  }

  /** Says what is about to take long; nothing is told while it goes on. */
  announce(what: Activity, milliseconds: number): void {
    if (milliseconds < announcedMilliseconds) return;
    const key = { run: this.id, version: this.#version };
    this.#emit({ type: "busy", what, milliseconds: Math.round(milliseconds), key });
  }

  /** Settings that act on what is shown next; compared are the methods that suit the network, another may have had use for the others. */
  configure(setup: Setup): void {
    this.#setup = setup;
    this.viewer.compareWith(setup.against.filter((method) => whyNotFor({ ...setup, ...method }) === null));
  }

  /** Other decisions about single weights; they act on the weights that are shown or ranked next. */
  decide(edits: ManualEdits): void {
    this.#edits = edits;
  }

  /** Shows weights of a step under what training has locked; `known` is their ranking, where only the shares of a cut by hand are other. */
  show(layers: readonly Layer[], step: number, locked: Mask, known?: Ranking): void {
    const key = { run: this.id, version: ++this.#version };
    this.#ranked = new Ranked(key, layers, step, locked, this.#task, known);
    this.viewer.take(this.#ranked);
  }

  /** Ranks the same weights anew; `alike` where only the shares of a cut by hand are other. */
  rerank(alike = false): void {
    const { layers, step, locked, ranking } = this.#ranked;
    this.show(layers, step, locked, alike ? ranking : undefined);
  }

  /** The mask of a cut of the weights last shown, 0..1. */
  maskAt(cut: number): Mask {
    return maskAt(this.#ranked.ranking, cut);
  }

  /** The mask of any state's cut. */
  maskOf({ checkpoint, edits, cut, settings }: NetworkState): Mask {
    const isShown = checkpoint.layers === this.#ranked.layers && edits === this.#edits;
    if (isShown && rankAlike({ ...this.#setup, ...settings }, this.#setup)) return this.maskAt(cut);
    return maskAt(this.rankedAt({ checkpoint, edits, settings }).ranking, cut);
  }

  /** The weights of any state, ranked as it says. */
  rankedAt({ checkpoint, edits, settings }: Pick<NetworkState, "checkpoint" | "edits" | "settings">): Ranked {
    const { layers, step, mask } = checkpoint;
    return new Ranked(this.key, layers, step, mask, { ...this.#task, setup: { ...this.#setup, ...settings }, edits });
  }

  /** The weights last shown, for the page; an epoch has so many steps. */
  sendSnapshot(perEpoch: number): void {
    const { key, layers, locked, ranking, step, by } = this.#ranked;
    const snapshot = { key, layers, locked, edits: this.#edits, ranking, step, epoch: step / perEpoch };
    this.tell({ type: "snapshot", snapshot, by });
    this.viewer.refresh();
  }

  /** What weights are ranked for, as it is set. */
  get #task(): Task {
    const { spec, scoring } = this.#prepared;
    const announce = (what: Activity, milliseconds: number) => this.announce(what, milliseconds);
    return { spec, scoring, setup: this.#setup, edits: this.#edits, announce };
  }
}
