import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RunNode } from "../recipe/node.ts";
import { anyNode, anyState } from "./anyRecord.test.support.ts";
import { batchOf } from "./change.ts";

const [node] = fc.sample(anyNode, { seed: 1, numRuns: 1 });
const [state] = fc.sample(anyState, { seed: 1, numRuns: 1 });
const called = (name: string): RunNode => ({ ...node, id: 7, name });
const weights = [{ id: 7, state, stays: false }];

/** What the changes lead to on the disk. */
function written(...changes: Parameters<typeof batchOf>[1]) {
  const { puts, deletes } = batchOf("s", changes, null);
  return { puts: puts.map(({ key }) => String(key)), deletes: deletes.map(String) };
}

describe("changes that are written in one go", () => {
  const made = { changed: [called("made")], weights };
  const removed = { removed: [7] };
  const gone = { puts: [], deletes: ["s,node,7", "s,weights,7"] };
  const there = { puts: ["s,node,7", "s,weights,7"], deletes: [] };

  it("leave nothing of a state that was made and deleted, and all of one that was put back", () => {
    expect(written(made)).toEqual(there);
    expect(written(made, removed)).toEqual(gone);
    expect(written(removed, made)).toEqual(there);
    expect(written(made, removed, made)).toEqual(there);
  });

  it("hold by the later of two that concern the same thing", () => {
    const record = (...changes: Parameters<typeof batchOf>[1]) =>
      new Uint8Array(batchOf("s", changes, null).puts[0].record);
    const [one, other] = [{ changed: [called("one")] }, { changed: [called("other")] }];
    expect(record(one, other)).toEqual(record(other));
    expect(record(other, one)).toEqual(record(one));
    expect(record(one)).not.toEqual(record(other));
    const { session } = batchOf("s", [{ opened: { moons: 1 } }, {}, { opened: { moons: 2 } }], null);
    expect(session).toEqual({ opened: { moons: 2 } });
  });
});
