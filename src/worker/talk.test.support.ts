import type { GivenData } from "../data/dataset.ts";
import { denseLayers } from "../network/network.ts";
import type { RunNode, TimelinePoint } from "../recipe/node.ts";
import { type References, referencesOf } from "../recipe/references.ts";
import { defaultSetup, type Setup } from "../setup/setup.ts";
import { stepLabel } from "../text/steps.ts";
import { chooseEngine } from "./choose.ts";
import type { Comparison } from "./jobs/comparison.ts";
import type { Results } from "./jobs/registry.ts";
import type { FetchBytes } from "./pretrained/weights.ts";
import type { Ask, EngineEvent } from "./protocol.ts";
import { Session } from "./session.ts";
import type { About } from "./stateKey.ts";
import type { States } from "./states.ts";

export const small: Setup = {
  ...defaultSetup,
  data: "moons",
  hidden: denseLayers([8]),
  trainEpochs: 4,
  fineTuneEpochs: 2,
};

/** A session and all that it told. */
export class Talk {
  readonly events: EngineEvent[] = [];
  /** What is to be done at the very moment that something is told. */
  onEvent: (event: EngineEvent) => void = () => undefined;
  readonly #session: Session;
  #runs = 0;
  #run = 0;

  constructor(choose = chooseEngine, fetch?: FetchBytes, states?: States) {
    const hear = (event: EngineEvent) => {
      this.events.push(event);
      this.onEvent(event);
    };
    this.#session = new Session(hear, choose, fetch, states);
    this.surround({ reducedMotion: true });
  }

  /** Runs are not paced unless a test wants to see something of them. */
  surround(change: { visible?: boolean; reducedMotion?: boolean }): void {
    this.send({ type: "surroundings", visible: true, reducedMotion: true, ...change });
  }

  send(...asked: Ask[]): void {
    for (const ask of asked) {
      if (ask.type === "open") this.#run = ++this.#runs;
      this.#session.receive({ ...ask, key: { run: this.#run, version: 0 }, serial: 0 });
    }
  }

  /** Goes back to an earlier network, and waits until it stands. */
  async resume(run: number): Promise<void> {
    this.#run = run;
    const count = this.all("opened").length;
    this.send({ type: "resume", to: "latest" });
    await this.until(() => this.all("opened").length > count && this.last("backend")!.key.run === run);
  }

  receive(command: About<Ask>): void {
    this.#session.receive({ ...command, serial: 0 });
  }

  all<T extends EngineEvent["type"]>(type: T): Extract<EngineEvent, { type: T }>[] {
    return this.events.filter((event): event is Extract<EngineEvent, { type: T }> => event.type === type);
  }

  last<T extends EngineEvent["type"]>(type: T): Extract<EngineEvent, { type: T }> | undefined {
    return this.all(type).at(-1);
  }

  /** All that was found out, by the id of the question. */
  results<Id extends keyof Results>(id: Id): NonNullable<Results[Id]>[] {
    return this.all("result").flatMap((event) => (event.id === id ? [event.result as NonNullable<Results[Id]>] : []));
  }

  result<Id extends keyof Results>(id: Id): NonNullable<Results[Id]> | undefined {
    return this.results(id).at(-1);
  }

  /** With all other methods. */
  get comparisons(): Comparison[] {
    return this.all("result").flatMap(({ result }) => ("ranking" in result ? [result] : []));
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** Trains until the run has become a step of the history. */
  async train(kind: "train" | "finetune" = "train"): Promise<void> {
    // What was asked before is steps of its own.
    await this.weights();
    const entries = this.last("history")?.history.entries.length ?? 1;
    this.send({ type: "train", kind });
    await this.until(() => this.last("history")!.history.entries.length > entries);
    await this.until(() => this.last("progress")!.running === null);
  }

  /** The node of a place in the history. */
  node(entry: number): number {
    return this.last("history")!.history.entries[entry].id;
  }

  /** How the steps on the way to the state that stands, and on from it, are told in a word or two. */
  get labels(): string[] {
    const nodes = new Map(this.nodes.map((node) => [node.id, node]));
    return this.last("history")!.history.entries.map(({ id }) => stepLabel(nodes.get(id)!.step));
  }

  /** All states that the page knows. */
  get nodes(): RunNode[] {
    const nodes = new Map<number, RunNode>();
    for (const { changed, removed } of this.all("tree")) {
      for (const node of changed) nodes.set(node.id, node);
      for (const id of removed) nodes.delete(id);
    }
    return [...nodes.values()];
  }

  /** Asks, and waits until all is done that this leads to. */
  async act(...asked: Ask[]): Promise<void> {
    this.send(...asked);
    do await this.weights();
    while (this.last("progress")?.running);
  }

  /** The state that stands. */
  get current(): RunNode {
    const { current } = this.last("history")!.place;
    return this.nodes.find(({ id }) => id === current)!;
  }

  /** What the state that stands is compared with. */
  get references(): References {
    const path: RunNode[] = [];
    const { nodes } = this;
    for (let node: RunNode | undefined = this.current; node; node = nodes.find(({ id }) => id === path[0].parent))
      path.unshift(node);
    return referencesOf(path);
  }

  async weights(): Promise<number[]> {
    const before = this.all("weights").length;
    this.send({ type: "readWeights", id: 0 });
    await this.until(() => this.all("weights").length > before);
    return this.last("weights")!.layers.flatMap(({ weights, bias }) => [...weights, ...bias]);
  }

  get run(): number {
    return this.#run;
  }

  get timeline(): TimelinePoint[] {
    const events = this.all("timeline");
    return events.slice(events.findLastIndex(({ reset }) => reset)).flatMap(({ points }) => points);
  }
}

export async function opened(setup: Setup, choose = chooseEngine): Promise<Talk> {
  const talk = new Talk(choose);
  talk.send({ type: "open", setup });
  await talk.until(() => talk.last("backend") !== undefined);
  return talk;
}

/** Points as a file may bring them. */
export const ownPoints = (count: number): GivenData["dataset"] => ({
  id: "file",
  label: "own.csv",
  kind: "table",
  inputs: Float32Array.from({ length: 2 * count }, (_, i) => Math.sin(i)),
  labels: Uint8Array.from({ length: count }, (_, i) => i % 2),
  count,
  inputShape: [2],
  classes: ["no", "yes"],
});
