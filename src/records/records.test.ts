import { crc32 as crc32OfNode } from "node:zlib";
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { contentOf } from "../data/content.ts";
import { arraysOf } from "../network/parameters.ts";
import type { RunNode } from "../recipe/node.ts";
import { cutSettingsOf } from "../recipe/state.ts";
import { RunTree } from "../recipe/tree.ts";
import { defaultSetup } from "../setup/setup.ts";
import { sentenceOf } from "../text/faults/catalogue.ts";
import { told, toldWhere } from "../text/faults/told.test.support.ts";
import { anyNode, anyNodes, anyRun, anyState, ownTable } from "./anyRecord.test.support.ts";
import { readState, writeState } from "./codec.ts";
import type { Content, Numbers } from "./content.ts";
import { crc32 } from "./crc32.ts";
import { seal, unseal } from "./envelope.ts";
import { readGiven, writeGiven } from "./given.ts";
import { readNode, writeNode } from "./nodes.ts";
import { readRun, writeRun } from "./run.ts";
import { RecordFault } from "./said.ts";
import { readSession, type SessionRecord, writeSession } from "./sessions.ts";
import { readTree } from "./tree.ts";

const isLong = process.env.LONG === "1";
const runs = { numRuns: isLong ? 500 : 50 };

const session: SessionRecord = {
  name: "Monday",
  created: 1,
  updated: 2,
  revision: 3,
  place: { current: 1, trail: [1, 2], undone: [2], next: [[1, 2]], latest: [[1, 2]], ids: 2 },
  opened: { "spiral,0.1,7": 2 },
  summary: { data: "Spiral", network: "16-16", states: 2 },
};

/** The kinds of records: something to write, and what reads it. */
const kinds = {
  state: { any: anyState.map(writeState), read: readState },
  node: { any: anyNode.map(writeNode), read: readNode },
  run: { any: anyRun.map(writeRun), read: readRun },
  data: { any: fc.constant(ownTable).map(writeGiven), read: readGiven },
  session: {
    any: fc.constant(session).map(writeSession),
    read: (record: unknown) => {
      const read = readSession(record);
      if (read.fault !== null) throw new RecordFault(read.fault);
      return read.session;
    },
  },
} as const satisfies Record<string, { any: fc.Arbitrary<ArrayBuffer>; read: (record: unknown) => unknown }>;
/** All but those that have no arrays. */
const arrayed = ["state", "node", "run", "data"] as const;
const kindNames = Object.keys(kinds) as (keyof typeof kinds)[];

it("the checksum is that of zip", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => crc32(bytes) === crc32OfNode(bytes)));
});

describe("what is written is read back, bit for bit", () => {
  it("weights, moments, masks, manual edits and lost weights", () => {
    fc.assert(
      fc.property(anyState, (state) => {
        expect(readState(writeState(state))).toEqual(state);
      }),
      runs,
    );
  });

  it("nodes with steps of all kinds", () => {
    fc.assert(
      fc.property(anyNode, (node) => {
        expect(readNode(writeNode(node))).toEqual(node);
      }),
      runs,
    );
  });

  it("nodes of an earlier version, which told no costs, open without them", () => {
    fc.assert(
      fc.property(anyNode, (node) => {
        const { json, arrays } = unseal("node", v.record(v.string(), v.unknown()), writeNode(node));
        const { cost, ...older } = json;
        expect(cost).toEqual(node.cost);
        const record = seal("node", v.unknown(), { json: older, arrays }, 1);
        const data = node.setup.data === "file" ? node.data : node.setup.data;
        expect(readNode(record)).toEqual({ ...node, cost: null, data });
      }),
      { numRuns: 10 },
    );
  });

  it("runs that go on", () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        expect(readRun(writeRun(run))).toEqual(run);
      }),
      runs,
    );
  });

  it("runs of an earlier version that repeat a recipe, whose rest was part of what it takes to go on", () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const { json, arrays } = unseal("run", v.record(v.string(), v.unknown()), writeRun(run));
        const { plan = null, unfinished, ...others } = json;
        const older = { ...others, unfinished: unfinished && { ...unfinished, plan } };
        const record = seal("run", v.unknown(), { json: older, arrays }, 3);
        expect(readRun(record)).toEqual({ ...run, plan: run.unfinished ? run.plan : undefined });
      }),
      { numRuns: 20 },
    );
  });

  it("data of a person's own, and sessions", () => {
    expect(readGiven(writeGiven(ownTable))).toEqual(ownTable);
    expect(contentOf(readGiven(writeGiven(ownTable)))).toBe(contentOf(ownTable));
    expect(readSession(writeSession(session))).toEqual({ session, fault: null, isNewer: false });
  });

  it("a mask takes a bit a weight, and none where it prunes nothing", () => {
    const size = 1000;
    const layer = { name: "dense1", shape: [10, 100], weights: new Float32Array(size), bias: new Float32Array(100) };
    const bytesOf = (mask: Uint8Array) =>
      writeState({
        checkpoint: { layers: [layer], moments: [], betaPowers: [1, 1], step: 0, mask: new Map([["dense1", mask]]) },
        edits: new Map([["dense1", new Uint8Array(size)]]),
        cut: 0,
        settings: cutSettingsOf(defaultSetup),
        lost: [null],
      }).byteLength;
    const [full, some] = [new Uint8Array(size).fill(1), new Uint8Array(size).fill(1, 500)];
    expect(bytesOf(some) - bytesOf(full)).toBeLessThan(size / 8 + 20);
    expect(bytesOf(full)).toBeLessThan(4 * (size + 100) + 700);
  });
});

it.each([Number.NaN, Number.POSITIVE_INFINITY])("weights that are %s are never written", (bad) => {
  fc.assert(
    fc.property(anyState, fc.nat(), (state, at) => {
      const { layers, moments } = state.checkpoint;
      const arrays = [...layers.flatMap(arraysOf), ...moments];
      const array = arrays[at % arrays.length];
      array[at % array.length] = bad;
      expect(() => writeState(state)).toThrow(RecordFault);
    }),
    runs,
  );
});

it("what would not be read back is not written, and that is told", () => {
  const [node, state] = [fc.sample(anyNode, 1)[0], fc.sample(anyState, 1)[0]];
  expect(toldWhere(() => writeNode({ ...node, accuracy: Number.NaN }))).toMatch(/^accuracy: /);
  const { checkpoint } = state;
  expect(toldWhere(() => writeState({ ...state, checkpoint: { ...checkpoint, step: 0.5 } }))).toMatch(/^step: /);
});

/** What may become of bytes on a disk. */
const damage: fc.Arbitrary<(record: ArrayBuffer) => unknown> = fc.oneof(
  fc.nat().map((at) => (record: ArrayBuffer) => {
    const bytes = new Uint8Array(record.slice(0));
    bytes[(at >> 3) % bytes.length] ^= 1 << (at & 7);
    return bytes.buffer;
  }),
  fc.nat().map((length) => (record: ArrayBuffer) => record.slice(0, length % record.byteLength)),
  // A sector that was never written.
  fc.nat().map((at) => (record: ArrayBuffer) => {
    const bytes = new Uint8Array(record.slice(0));
    const from = at % bytes.length;
    return bytes.every((byte, i) => i < from || i >= from + 64 || byte === 0)
      ? null
      : bytes.fill(0, from, from + 64).buffer;
  }),
  fc.uint8Array({ minLength: 1, maxLength: 40 }).map((more) => (record: ArrayBuffer) => {
    const bytes = new Uint8Array(record.byteLength + more.length);
    bytes.set(new Uint8Array(record));
    bytes.set(more, record.byteLength);
    return bytes.buffer;
  }),
  fc
    .oneof(
      fc.anything(),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => bytes.slice().buffer),
    )
    .map((other) => () => other),
);

/** Values that belong nowhere. */
const odd = fc.constantFrom<unknown[]>(null, -1, 0.5, 1e99, "", "x", [], {}, true, "__proto__", [[]], { kind: "load" });

/** One value anywhere in JSON is another one, or gone. */
function otherwise(json: unknown, at: number, value: unknown): unknown {
  if (typeof json !== "object" || json === null) return value;
  const keys = Object.keys(json);
  if (keys.length === 0 || at % 7 === 0) return value;
  const key = keys[at % keys.length];
  const inner = (json as Record<string, unknown>)[key];
  const changed = otherwise(inner, Math.floor(at / keys.length), value);
  return Array.isArray(json) ? json.map((one, i) => (String(i) === key ? changed : one)) : { ...json, [key]: changed };
}

/** One array is cut, gone, doubled, or has a number in it that is none. */
function arraysOtherwise(arrays: readonly Numbers[], at: number): readonly Numbers[] {
  const l = at % arrays.length;
  const change = (array: Numbers): Numbers[] => {
    if (at % 3 === 0) return [];
    if (at % 3 === 1) return [array, array];
    return [array instanceof Float64Array ? Float32Array.from(array) : Float64Array.from(array)];
  };
  return arrays.flatMap((array, i) => (i === l ? change(array) : [array]));
}

describe("200 torn or mutated records: none crashes, each is told", () => {
  const each = { numRuns: Math.ceil((isLong ? 200 : 20) / kindNames.length) };

  it.each(kindNames)("bytes of a record of a %s", (name) => {
    const { any, read } = kinds[name];
    fc.assert(
      fc.property(any, damage, (record, harm) => {
        expect(() => read(harm(record))).toThrow(RecordFault);
      }),
      each,
    );
  });

  it.each(arrayed)("arrays of a %s that are not those its header tells of", (name) => {
    const { any, read } = kinds[name];
    fc.assert(
      fc.property(any, fc.nat(), (record, at) => {
        const { json, arrays } = unseal(name, v.unknown(), record);
        expect(() => read(seal(name, v.unknown(), { json, arrays: arraysOtherwise(arrays, at) }))).toThrow(RecordFault);
      }),
      { numRuns: 3 * each.numRuns },
    );
  });

  it.each(arrayed)("a %s with one array too many", (name) => {
    const { any, read } = kinds[name];
    const { json, arrays } = unseal(name, v.unknown(), fc.sample<ArrayBuffer>(any, 1)[0]);
    const sealed = seal(name, v.unknown(), { json, arrays: [...arrays, arrays[0]] });
    expect(toldWhere(() => read(sealed))).toBe("1 of its arrays belong to nothing");
  });

  it.each(kindNames)("a %s whose checksum is right and whose JSON is odd is a sound one, or told", (name) => {
    const { any, read } = kinds[name];
    fc.assert(
      fc.property(any, fc.nat(), odd, (record, at, value) => {
        const { json, arrays }: Content = unseal(name, v.unknown(), record);
        try {
          read(seal(name, v.unknown(), { json: otherwise(json, at, value), arrays }));
        } catch (error) {
          expect(error).toBeInstanceOf(RecordFault);
          expect(told(error)).toMatch(/^.{5,300}$/s);
        }
      }),
      { numRuns: 5 * each.numRuns },
    );
  });

  it("of a tree what is broken is left out; what was made from that stands under the nearest state before, and says so", () => {
    fc.assert(
      fc.property(anyNodes, fc.nat(), damage, fc.boolean(), (nodes, at, harm, isPlaced) => {
        const broken = nodes[at % nodes.length];
        const records = new Map<number, unknown>(nodes.map((node) => [node.id, writeNode(node)]));
        records.set(broken.id, harm(writeNode(broken)));
        const others = nodes.filter(({ id }) => id !== broken.id);
        const cutOff = others.filter(({ parent }) => parent === broken.id);
        const last = nodes[nodes.length - 1].id;
        const trail = nodes.map(({ id }) => id);
        const place = { current: last, trail, undone: trail, next: [[1, last] as const], latest: [], ids: last };
        const parents = new Map(isPlaced ? nodes.map(({ id, parent }) => [id, parent]) : []);
        const { tree, faults } = readTree(records, place, parents);
        expect(faults).toHaveLength(1 + cutOff.length);
        for (const fault of faults)
          expect(sentenceOf(fault)).toMatch(
            /^State \d+.* (cannot be read and is left out: .+|as long as its weights are)\.$/s,
          );
        if (!tree) {
          expect(others).toEqual([]);
          return;
        }
        expect(tree.nodes.map(({ id }) => id)).toEqual(others.map(({ id }) => id));
        for (const [i, node] of tree.nodes.entries()) {
          const isLost = others[i].parent === broken.id;
          expect(node.step?.kind === "lost").toBe(isLost);
          if (!isLost) expect(node).toEqual({ ...others[i], run: node.run });
          else if (isPlaced) expect(node.parent).toBe(broken.parent);
          expect(readNode(writeNode(node))).toEqual(node);
        }
        const again = RunTree.from(tree);
        for (const { id } of others) expect(again.path(id).length).toBeGreaterThan(0);
        const left = again.elsewhere ?? again.before ?? again.after ?? again.current;
        expect(again.has(left.id)).toBe(true);
        expect(tree.ids).toBe(last);
      }),
      runs,
    );
  });

  it.each<[string, (nodes: RunNode[]) => RunNode[], RegExp]>([
    ["no step", ([root, one]) => [root, { ...one, step: null }], /no step is known that led to it/],
    [
      "a step from nowhere",
      ([root, one]) => [root, { ...one, parent: null }],
      /the state that its step led from is not known/,
    ],
  ])("a tree with %s is no tree, and that is told", (_, spoil, sentence) => {
    const [node] = fc.sample(anyNode, 1);
    const [step] = [{ kind: "rewind", keepsMask: true } as const];
    const chain = [1, 3, 5].map((id) => ({
      ...node,
      id,
      run: 1,
      parent: id > 1 ? id - 2 : null,
      step: id > 1 ? step : null,
    }));
    const records = new Map(spoil(chain).map((one) => [one.id, writeNode(one)]));
    const { tree, faults } = readTree(records, null);
    expect(tree!.nodes.map(({ id }) => id)).toEqual([1]);
    expect(sentenceOf(faults[0])).toMatch(sentence);
  });

  it("a state is of the network that it was made from, however that was counted when it was kept", () => {
    const node = { ...fc.sample(anyNode, 1)[0], id: 1, run: 4, parent: null, step: null };
    const [later] = fc.sample(anyNode, 1);
    const made = { ...later, id: 2, run: 1, parent: 1, step: { kind: "rewind", keepsMask: true } as const };
    const { tree, faults } = readTree(new Map([node, made].map((one) => [one.id, writeNode(one)])), null);
    expect(faults).toEqual([]);
    expect(tree!.nodes.map(({ id, run }) => [id, run])).toEqual([
      [1, 4],
      [2, 4],
    ]);
  });

  it("a circle is broken open", () => {
    const [node] = fc.sample(anyNode, 1);
    const step = { kind: "rewind", keepsMask: true } as const;
    const circle = [
      { ...node, id: 1, parent: null, step: null },
      { ...node, id: 3, parent: 5, step },
      { ...node, id: 5, parent: 3, step },
    ];
    const { tree, faults } = readTree(new Map(circle.map((one) => [one.id, writeNode(one)])), null);
    expect(tree!.nodes.map(({ id, parent }) => [id, parent])).toEqual([
      [1, null],
      [3, 1],
      [5, 3],
    ]);
    expect(faults.map(sentenceOf)).toEqual([expect.stringMatching(/^State 3.*was made from what cannot be read/s)]);
  });

  it("a record that says it is another state is not that", () => {
    const [node] = fc.sample(anyNode, 1);
    const { tree, faults } = readTree(new Map([[node.id + 1, writeNode({ ...node, parent: null, step: null })]]), null);
    expect(tree).toBe(null);
    expect(sentenceOf(faults[0])).toContain(`it says that it is state ${node.id}`);
  });
});
