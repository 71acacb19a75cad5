import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Placed, RunTree } from "./tree.ts";

type Op =
  | { readonly type: "step" | "network" | "undo" | "redo" | "putBack" | "keep" }
  | { readonly type: "goTo" | "return" | "remove"; readonly which: number };

const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constantFrom("step", "undo", "redo") }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constantFrom("network", "putBack", "keep") }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom("goTo", "return", "remove"), which: fc.nat(50) }) },
);

const made = (parent: number | null) => (id: number) => ({ id, parent });

/** No state without what it was made from, no circle, and one is at a state that there is. */
function check(tree: RunTree<Placed>): void {
  const ids = [...tree.nodes].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    const path = tree.path(id);
    expect(path[0].parent).toBe(null);
    expect(new Set(path).size).toBe(path.length);
  }
  expect(ids).toContain(tree.current.id);
  for (const one of [tree.before, tree.after, tree.elsewhere]) if (one) expect(ids).toContain(one.id);
  if (tree.elsewhere) expect(tree.rootOf(tree.elsewhere.id)).not.toBe(tree.rootOf(tree.current.id));
  for (const { parent, id } of tree.ahead(tree.current.id)) expect(tree.path(id)).toContain(tree.node(parent!));
}

describe("the tree of states", () => {
  it("has no orphans, loses nothing by going back, and gives back what was deleted, whatever is done", () => {
    fc.assert(
      fc.property(fc.array(op, { maxLength: 60 }), (ops) => {
        let tree = new RunTree<Placed>();
        tree.add(made(null));
        let removed: ReturnType<RunTree<Placed>["remove"]> | null = null;
        for (const one of ops) {
          const ids = [...tree.nodes].map(({ id }) => id);
          const { current } = tree;
          const which = "which" in one ? ids[one.which % ids.length] : 0;
          if (one.type === "step") tree.add(made(current.id));
          if (one.type === "network") tree.add(made(null));
          if (one.type === "undo") {
            const { before } = tree;
            expect(tree.undo()).toBe(before);
            if (before) expect(tree.after).toBe(current);
          }
          if (one.type === "redo") {
            const { after } = tree;
            expect(tree.redo()).toBe(after);
            if (after) expect(tree.before).toBe(current);
          }
          if (one.type === "goTo") {
            expect(tree.goTo(which).id).toBe(which);
            if (which !== current.id) expect(tree.before).toBe(current);
          }
          if (one.type === "return") expect(tree.returnTo(which).id).toBe(which);
          if (one.type === "keep") tree = RunTree.from(structuredClone(tree.record()));
          if (one.type === "remove") {
            const roots = [...tree.nodes].filter(({ parent }) => parent === null);
            if (roots.length === 1 && tree.node(which).parent === null)
              expect(() => tree.remove(which)).toThrow(/only/);
            else {
              removed = tree.remove(which);
              expect([...tree.nodes].length + removed.nodes.length).toBe(ids.length);
            }
          }
          if (one.type === "putBack" && removed) {
            const root = removed.nodes[0].parent;
            if (root === null || tree.has(root)) {
              for (const { id } of removed.nodes) expect(tree.has(id)).toBe(false);
              tree.putBack(removed);
            } else expect(() => tree.putBack(removed!)).toThrow();
            removed = null;
          }
          if (!["step", "network", "remove", "putBack", "keep"].includes(one.type)) expect(tree.size).toBe(ids.length);
          check(tree);
        }
      }),
      { numRuns: process.env.LONG === "1" ? 5000 : 300 },
    );
  });

  it("goes back to where one was and on to the child visited last", () => {
    const tree = new RunTree<Placed>();
    const start = tree.add(made(null));
    const one = tree.add(made(start.id));
    const two = tree.add(made(one.id));
    tree.undo();
    const other = tree.add(made(one.id));
    expect(tree.undo()).toBe(one);
    expect(tree.after).toBe(other);
    tree.goTo(two.id);
    expect(tree.before).toBe(one);
    expect(tree.undo()).toBe(one);
    expect(tree.redo()).toBe(two);
    // From one that was gone to from elsewhere, back to there and here again.
    tree.goTo(start.id);
    expect(tree.undo()).toBe(two);
    expect(tree.redo()).toBe(start);
    expect(tree.after).toBe(one);
    tree.returnTo(two.id);
    // Another network: undo leads back to the state that it was opened from, redo to it again.
    const beside = tree.add(made(null));
    expect(tree.undo()).toBe(two);
    expect(tree.redo()).toBe(beside);
    expect(tree.elsewhere).toBe(two);
    expect(tree.returnTo(two.id)).toBe(two);
    expect([tree.before, tree.after]).toEqual([one, beside]);
  });

  it("gives no id twice, though it is handed over by who has not heard of the latest place", () => {
    const tree = new RunTree<Placed>();
    const start = tree.add(made(null));
    const place = tree.place();
    const step = tree.add(made(start.id));
    const again = RunTree.from({ nodes: [...tree.nodes], ...place });
    expect(again.current).toBe(start);
    expect(again.add(made(start.id)).id).toBeGreaterThan(step.id);
  });

  it("goes on to the child visited last, whichever was made last", () => {
    const tree = new RunTree<Placed>();
    const start = tree.add(made(null));
    const [first, second] = [0, 1].map(() => {
      tree.goTo(start.id);
      return tree.add(made(start.id));
    });
    for (const child of [first, second, first]) {
      tree.goTo(child.id);
      tree.goTo(start.id);
      expect([tree.after, tree.ahead(start.id)]).toEqual([child, [child]]);
    }
  });

  it("is not undone to behind what a network came with, but to the network before", () => {
    const loaded = (parent: number | null) => (id: number) => ({ id, parent, step: { kind: "load" } });
    const tree = new RunTree<Placed>();
    tree.add(made(null));
    const first = tree.add(loaded(1));
    expect([tree.before, tree.undo(), tree.current]).toEqual([null, null, first]);
    const cut = tree.add(made(first.id));
    tree.add(made(null));
    const second = tree.add(loaded(4));
    expect([tree.undo(), tree.undo(), tree.undo()]).toEqual([cut, first, null]);
    expect([tree.redo(), tree.redo()]).toEqual([cut, second]);
    // Who goes to the initial weights comes back from there.
    expect([tree.goTo(4).id, tree.undo()]).toEqual([4, second]);
  });
});
