import { readFileSync, writeFileSync } from "node:fs";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { contentOf } from "../data/content.ts";
import type { GivenData } from "../data/dataset.ts";
import { denseLayers } from "../network/network.ts";
import type { KnownStep } from "../recipe/steps/registry.ts";
import { writeSettings } from "../setup/keptSettings.ts";
import type { Setup } from "../setup/setup.ts";
import { dataName } from "../text/dataNames.ts";
import { sentenceOf } from "../text/faults/catalogue.ts";
import { toldWhere } from "../text/faults/told.test.support.ts";
import { sessionName } from "../text/sessionNames.ts";
import { describeStep } from "../text/steps.ts";
import { nameOf } from "../worker/source.ts";
import { opened, small } from "../worker/talk.test.support.ts";
import { ownTable } from "./anyRecord.test.support.ts";
import { readState, writeState } from "./codec.ts";
import { seal } from "./envelope.ts";
import { readGiven, writeGiven } from "./given.ts";
import { type Json, recordVersion } from "./migrations.ts";
import { readNode, writeNode, writePoints } from "./nodes.ts";
import { plain } from "./plain.test.support.ts";
import { readRun, writeRun } from "./run.ts";
import { NewerRecord } from "./said.ts";
import { readSession, writeSession } from "./sessions.ts";

const readers = {
  node: readNode,
  state: readState,
  run: readRun,
  session: (record: unknown) => readSession(record).session,
  data: readGiven,
};
type Fixture = Record<keyof typeof readers, { readonly bytes: string; readonly says: unknown }>;
const pathOf = (version: number) => `src/records/fixtures/version${version}.json`;

/** Records as a short session keeps them today. */
async function today(): Promise<Fixture> {
  const epochs = { trainEpochs: 1, fineTuneEpochs: 1, batchSize: 100 };
  const talk = await opened({ ...small, ...epochs, hidden: denseLayers([2]), backend: "wasm" });
  await talk.act({ type: "train", kind: "train" });
  await talk.act({ type: "prune", sparsity: 0.5 });
  await talk.act({ type: "edit", edit: { action: "restore", weights: new Map([["dense1", [0]]]) } });
  await talk.act({ type: "train", kind: "finetune" });
  const { place } = talk.last("history")!;
  const { recorded } = talk.last("recorded")!;
  const summary = { set: "moons", data: "moons", network: "2", states: 5 };
  const plan = {
    left: [talk.current.step!],
    total: 3,
    end: { fingerprint: "0123abcd", engine: "wasm", accuracy: 93.2 },
  };
  const session = { name: "Monday", created: 1, updated: 2, revision: 3, place, opened: { "moons,0.1,7": 2 }, summary };
  const records = {
    node: writeNode({ ...talk.current, content: contentOf(ownTable) }),
    state: writeState(recorded.state),
    run: writeRun({ ...recorded, step: talk.current.step, test: null, plan }),
    session: writeSession(session),
    data: writeGiven(ownTable),
  };
  const entries = Object.entries(records).map(([kind, record]) => {
    const says = plain(readers[kind as keyof Fixture](record));
    return [kind, { bytes: Buffer.from(record).toString("base64"), says }];
  });
  return Object.fromEntries(entries) as Fixture;
}

// FIXTURE=1 keeps those of a new version, once.
if (process.env.FIXTURE === "1")
  it("keeps the fixture", async () =>
    writeFileSync(pathOf(recordVersion), `${JSON.stringify(await today(), null, 1)}\n`, { flag: "wx" }));

/** What records say otherwise since a version, where that is not what their fixtures tell. */
const since: readonly (readonly [version: number, kind: keyof Fixture, says: (before: Json) => Json])[] = [
  [6, "node", (says) => Object.fromEntries(Object.entries(says).filter(([key]) => key !== "label"))],
  [7, "node", (says) => ({ ...says, data: (says.setup as Json).data })],
];

const laterSays = (kind: keyof Fixture, version: number, says: Json): Json =>
  since.reduce((one, [from, of, later]) => (of === kind && version < from ? later(one) : one), says);

describe("records that older versions of the page have kept", () => {
  const versions = Array.from({ length: recordVersion }, (_, i) => i + 1);
  it.each(versions)("say the same today: version %i", (version) => {
    const fixture = JSON.parse(readFileSync(pathOf(version), "utf8")) as Fixture;
    for (const kind of Object.keys(readers) as (keyof Fixture)[]) {
      const { bytes } = fixture[kind];
      const says = laterSays(kind, version, fixture[kind].says as Json);
      const record = new Uint8Array(Buffer.from(bytes, "base64")).buffer;
      expect(new DataView(record).getUint32(4, true), kind).toBe(version);
      expect(plain(readers[kind](record)), kind).toEqual(says);
    }
  });

  const kept = (json: object, version: number) =>
    readSession(seal("session", v.unknown(), { json, arrays: [] }, version)).session;

  it("call data by their sets, and by what they were called where those are not known", () => {
    const { says } = JSON.parse(readFileSync(pathOf(6), "utf8")).node as Fixture["node"];
    const { setup } = says as { setup: Setup };
    expect(dataName(setup.data, "Moons")).toBe("Moons");
    const session = (JSON.parse(readFileSync(pathOf(6), "utf8")) as Fixture).session.says as Json;
    const { summary } = kept({ ...session, summary: { data: "Moons", network: "2", states: 5 } }, 6);
    expect(dataName(summary.set, summary.data)).toBe("Moons");
  });

  it("count test sets of what was downloaded as today, and those of a person's own as before", () => {
    const session = (JSON.parse(readFileSync(pathOf(6), "utf8")) as Fixture).session.says as Json;
    const opened = {
      "moons,0.1,7": 2,
      "mnist,MNIST,70000,99": 3,
      "file,a.csv,40,7": 4,
      "66a68dbc1c5afb5fe1cd89ff6b4718fa": 5,
    };
    expect(kept({ ...session, opened }, 6).opened).toEqual({
      "moons,0.1,7": 2,
      "mnist,mnist,70000,99": 3,
      "file,a.csv,40,7": 4,
      "66a68dbc1c5afb5fe1cd89ff6b4718fa": 5,
    });
    expect(nameOf({ dataset: { id: "mnist", label: "mnist", labels: new Uint8Array() } } as GivenData)).toMatch(
      /^mnist,mnist,0,/,
    );
  });

  it("tell the last of steps that are lost in the words they have kept, as those of today do", () => {
    const { bytes, says } = JSON.parse(readFileSync(pathOf(5), "utf8")).node as Fixture["node"];
    const node = readNode(new Uint8Array(Buffer.from(bytes, "base64")).buffer);
    const { predictions, perClass, ...reference } = node.reference;
    const json = {
      ...(says as Json),
      setup: writeSettings(node.setup),
      reference,
      step: { kind: "lost", last: "Train 9 epochs" },
    };
    const { points: _, ...kept } = json as Json;
    const arrays = [predictions, perClass, writePoints(node.points)];
    const { step } = readNode(seal("node", v.unknown(), { json: kept, arrays }, 5));
    expect(describeStep(step)).toBe("Train 9 epochs, after steps that cannot be read");
    expect(readNode(writeNode({ ...node, step })).step).toEqual(step);
    const later = { kind: "lost", last: node.step as KnownStep } as const;
    const again = readNode(writeNode({ ...node, step: later }));
    expect(again.step).toEqual(later);
    expect(describeStep(again.step)).toBe("Fine-tune 1 epoch, after steps that cannot be read");
  });
});

describe("records that a newer version has kept", () => {
  const later = (kind: string) => seal(kind, v.unknown(), { json: { later: true }, arrays: [] }, recordVersion + 1);

  it.each(["node", "state", "run", "data"] as const)("are told as that: a %s", (kind) => {
    expect(() => readers[kind](later(kind))).toThrow(NewerRecord);
    expect(toldWhere(() => readers[kind](later(kind)))).toMatch(/^a newer version of this page has kept it/);
  });

  it("are told as that: a session, by a name that says so", () => {
    const { fault, isNewer, session } = readSession(later("session"));
    expect(isNewer).toBe(true);
    expect(sessionName({ ...session, fault, isNewer })).toBe("A session of a newer version");
    expect(sentenceOf(fault!)).toContain("reload to get that");
  });
});
