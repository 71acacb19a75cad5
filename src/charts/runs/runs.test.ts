import { scaleLinear } from "d3-scale";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MapState, neighbour, nodesOf, rowsOf } from "./forest.ts";
import { placeLabels, placeNodes } from "./place.ts";
import { beadsOf } from "./thread.ts";

const state = (id: number, parent: number | null, change: Partial<MapState> = {}): MapState => ({
  id,
  parent,
  sparsity: 0,
  accuracy: 0.5,
  kind: "trained",
  isHidden: false,
  name: "",
  description: `state ${id}`,
  ...change,
});

/** Networks with states of all kinds, and one of them that stands. */
const forest = fc
  .array(
    fc.record({
      from: fc.nat(1000),
      isRoot: fc.nat(20),
      kind: fc.constantFrom("trained", "cut", "tuned"),
      isHidden: fc.boolean(),
      sparsity: fc.double({ min: 0, max: 1, noNaN: true }),
      accuracy: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .chain((made) => {
    const states = made.map(({ from, isRoot, ...rest }, i) =>
      state(i + 1, i === 0 || isRoot === 0 ? null : (from % i) + 1, rest),
    );
    return fc.record({ states: fc.constant(states), here: fc.integer({ min: 1, max: states.length }) });
  });

const wayTo = (states: readonly MapState[], here: number) => {
  const way = new Set<number>();
  for (let at: number | null = here; at !== null; at = states[at - 1].parent) way.add(at);
  return way;
};

describe("the map of runs", () => {
  it("lists every state once, after what it was made from, and counts what hangs on it", () => {
    fc.assert(
      fc.property(forest, ({ states, here }) => {
        const rows = rowsOf(states, here);
        expect(rows.map(({ state }) => state.id).sort((a, b) => a - b)).toEqual(states.map(({ id }) => id));
        rows.forEach(({ state, below, network, level }, i) => {
          const parent = rows.findIndex((row) => row.state.id === state.parent);
          expect(parent).toBeLessThan(i);
          if (parent >= 0) {
            expect(rows[parent].network).toBe(network);
            const forks = states.filter((one) => one.parent === state.parent).length > 1;
            expect(level).toBe(rows[parent].level + (forks ? 1 : 0));
          }
          const within = states.filter(({ id }) => id !== state.id && wayTo(states, id).has(state.id));
          expect(below).toBe(within.length);
        });
      }),
    );
  });

  it("shows what stands and the way there whatever is hidden, hides what hangs on a hidden one, and holds each state once", () => {
    fc.assert(
      fc.property(forest, ({ states, here }) => {
        const rows = rowsOf(states, here);
        const way = wayTo(states, here);
        for (const { state, isAway } of rows) {
          const isHidden = [...wayTo(states, state.id)].some((id) => states[id - 1].isHidden);
          expect(isAway).toBe(isHidden && !way.has(state.id));
        }
        const nodes = nodesOf(rows, here);
        const held = nodes.flatMap(({ states }) => states.map(({ id }) => id));
        const shown = rows.filter(({ isAway }) => !isAway).map(({ state }) => state.id);
        expect(held.sort((a, b) => a - b)).toEqual(shown.sort((a, b) => a - b));
        expect(nodes.some(({ state }) => state.id === here)).toBe(true);
        const ids = new Set(nodes.map(({ state }) => state.id));
        for (const { states: moved, parent, state: drawn } of nodes) {
          expect(moved).toContain(drawn);
          if (parent !== null) expect(ids.has(parent)).toBe(true);
          if (moved.length > 1) expect(moved.every(({ kind }) => kind === "cut")).toBe(true);
          for (const [i, one] of moved.entries()) if (i > 0) expect(one.parent).toBe(moved[i - 1].id);
        }
      }),
    );
  });

  it("draws cuts in a row as one node that moved; one that more than the next was made from stays a node", () => {
    const cuts = [
      state(1, null),
      state(2, 1, { kind: "cut", sparsity: 0.3 }),
      state(3, 2, { kind: "cut", sparsity: 0.5 }),
      state(4, 3, { kind: "cut", sparsity: 0.6 }),
      state(5, 4),
    ];
    const drawn = (states: MapState[], here: number) =>
      nodesOf(rowsOf(states, here), here).map(({ state, states, parent }) => [
        states.map(({ id }) => id),
        state.id,
        parent,
      ]);
    expect(drawn(cuts, 5)).toEqual([
      [[1], 1, null],
      [[2, 3, 4], 4, 1],
      [[5], 5, 4],
    ]);
    // Where one is in the middle, it stands there.
    expect(drawn(cuts, 3)[1]).toEqual([[2, 3, 4], 3, 1]);
    // Fine-tuned from the second cut too: a fork.
    expect(drawn([...cuts, state(6, 3)], 6)).toEqual([
      [[1], 1, null],
      [[2, 3], 3, 1],
      [[4], 4, 3],
      [[5], 5, 4],
      [[6], 6, 3],
    ]);
  });

  it("reaches every node of it by arrow keys, and back", () => {
    fc.assert(
      fc.property(forest, ({ states, here }) => {
        const nodes = nodesOf(rowsOf(states, here), here);
        const way = wayTo(states, here);
        const reached = new Set([here]);
        const open = [here];
        for (let at = open.pop(); at !== undefined; at = open.pop())
          for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"]) {
            const next = neighbour(nodes, at, key, way)!;
            if (!reached.has(next)) open.push(next);
            reached.add(next);
          }
        expect(reached.size).toBe(nodes.length);
        expect(neighbour(nodes, here, "x", way)).toBe(null);
      }),
    );
  });

  it("puts nodes at their sparsity and accuracy; those that would cover each other move aside, two marks at most", () => {
    const x = scaleLinear([0, 1], [40, 640]);
    const y = scaleLinear([0, 1], [310, 10]);
    fc.assert(
      fc.property(forest, ({ states, here }) => {
        const nodes = nodesOf(rowsOf(states, here), here);
        const marks = placeNodes(nodes, { x, y }, 14);
        expect(marks.map(({ node }) => node)).toEqual(nodes);
        marks.forEach(({ node, x: across, y: up }, i) => {
          const [left, top] = [x(node.state.sparsity), y(node.state.accuracy)];
          expect(Math.hypot(across - left, up - top)).toBeLessThanOrEqual(28.001);
          const [sparsity, accuracy] = [x.invert(across), y.invert(up)];
          for (const share of [sparsity, accuracy]) expect(Math.abs(share - 0.5)).toBeLessThanOrEqual(0.501);
          const nearest = Math.min(...marks.slice(0, i).map((mark) => Math.hypot(mark.x - across, mark.y - up)));
          if (across !== left || up !== top) expect(nearest).toBeGreaterThanOrEqual(13.8);
        });
      }),
    );
    const same = nodesOf(rowsOf([state(1, null), state(2, 1), state(3, 2)], 3), 3);
    const [own, ...others] = placeNodes(same, { x, y }, 14);
    expect(own.x).toBe(40);
    expect(others[0]).toMatchObject({ x: 54, y: own.y });
    expect(others[1].x).toBeGreaterThanOrEqual(40);
    expect(Math.hypot(others[1].x - own.x, others[1].y - own.y)).toBeCloseTo(14);
  });

  it("writes names that touch neither each other nor a mark, the first wishes first", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 200 }), fc.string()), {
          minLength: 1,
          maxLength: 40,
        }),
        (at) => {
          const [node] = nodesOf(rowsOf([state(1, null)], 1), 1);
          const marks = at.map(([x, y]) => ({ node, x, y }));
          const wishes = at.map(([, , text], i) => ({ mark: marks[i], text }));
          const labels = placeLabels(wishes, marks, { left: 0, right: 400 }, 6, 7);
          const halves = labels.map(({ x, y, text }) => ({ x, y, w: text.length * 3, h: 6 }));
          halves.forEach((a, i) => {
            for (const b of halves.slice(i + 1))
              expect(Math.abs(a.x - b.x) < a.w + b.w && Math.abs(a.y - b.y) < a.h + b.h).toBe(false);
            for (const { x, y } of marks)
              expect(Math.abs(a.x - x) < a.w + 7 && Math.abs(a.y - y) < a.h + 7).toBe(false);
            expect(a.x - a.w >= 0 && a.x + a.w <= 400).toBe(true);
          });
        },
      ),
    );
  });

  it("writes a name where no line runs, if there is such a place", () => {
    const [node] = nodesOf(rowsOf([state(1, null)], 1), 1);
    const marks = [{ node, x: 200, y: 100 }];
    const placed = (...lines: [number, number][][]) =>
      placeLabels([{ mark: marks[0], text: "undo" }], marks, { left: 0, right: 400 }, 6, 7, lines)[0];
    expect(placed().x).toBeGreaterThan(200);
    const falling: [number, number][] = [[200, 80], [230, 120]]; // biome-ignore format: a line reads on one line
    expect(placed(falling)).toMatchObject({ x: 200, y: expect.toSatisfy((y: number) => y > 100) });
  });
});

describe("the thread of a network", () => {
  it("shows every state once where there is room, each to the right of what it was made from and none on another", () => {
    fc.assert(
      fc.property(forest, ({ states, here }) => {
        const nodes = nodesOf(rowsOf(states, here), here);
        const own = nodes.find(({ state }) => state.id === here)!.network;
        const beads = beadsOf(nodes, here, 2000, 26);
        expect(beads.map(({ id }) => id).sort((a, b) => a - b)).toEqual(
          nodes
            .filter(({ network }) => network === own)
            .map(({ state }) => state.id)
            .sort((a, b) => a - b),
        );
        for (const { x, y, from } of beads) {
          expect(x >= 0 && x <= 2000 && y >= 0 && y <= 26).toBe(true);
          if (from) expect(from[0]).toBeLessThan(x);
        }
        expect(new Set(beads.map(({ x, y }) => `${x.toFixed(3)} ${y.toFixed(3)}`)).size).toBe(beads.length);
        expect(beads.filter(({ isHere }) => isHere)).toHaveLength(1);
      }),
    );
  });

  it("leaves what is too far away out of sight, and never where one is", () => {
    const long = Array.from({ length: 40 }, (_, i) => state(i + 1, i === 0 ? null : i));
    for (const here of [1, 7, 20, 36, 40]) {
      const beads = beadsOf(nodesOf(rowsOf(long, here), here), here, 74, 26);
      expect(beads.length).toBeLessThan(12);
      expect(beads.some(({ id, isHere }) => id === here && isHere)).toBe(true);
      for (const { x } of beads) expect(x >= 4 && x <= 70).toBe(true);
    }
  });
});
