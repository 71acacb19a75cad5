import { describe, expect, it } from "vitest";
import { initialise } from "../../network/initialise.ts";
import { denseLayers } from "../../network/network.ts";
import { edgeEnds, networkGeometry, pointOnEdge } from "./geometry.ts";
import { chosenAt, chosenIn, nearestEdge } from "./hits.ts";

const layers = initialise(
  { input: [2, 1, 1], hidden: denseLayers([3, 3]), outputs: 2, activation: "relu", initialiser: "he" },
  1,
);
const geometry = networkGeometry([2, 3, 3, 2], { left: 0, right: 600, top: 0, bottom: 300 });
const { columns } = geometry;
const chosen = (found: ReturnType<typeof chosenAt>) =>
  Object.fromEntries([...(found ?? [])].map(([name, at]) => [name, [...at]]));

describe("in the diagram of a network", () => {
  it("a place on a connection is that one, and one beside all of them is none", () => {
    for (let t = 0; t <= 1; t += 1 / 64)
      expect(nearestEdge(geometry, layers, ...pointOnEdge(edgeEnds(geometry, 1, 6), t))).not.toBeNull();
    const [x, y] = pointOnEdge(edgeEnds(geometry, 1, 6), 0.25);
    expect(nearestEdge(geometry, layers, x, y)).toMatchObject({ layer: 1, index: 6 });
    expect(chosen(chosenAt(geometry, layers, x, y))).toEqual({ dense2: [6] });
    expect(nearestEdge(geometry, layers, x, -40)).toBeNull();
    expect(chosenAt(geometry, layers, x, -40)).toBeNull();
  });

  it("a hidden unit stands for all its connections, an input for none", () => {
    const { x, ys } = columns[1];
    expect(chosen(chosenAt(geometry, layers, x, ys[1]))).toEqual({ dense1: [1, 4], dense2: [3, 4, 5] });
    expect(chosenAt(geometry, layers, columns[0].x - 15, columns[0].ys[0])).toBeNull();
  });

  it("a box takes the units in it, and where there are none the connections that cross it", () => {
    const [left, right] = [columns[1], columns[2]];
    const around = { x0: left.x - 5, x1: left.x + 5, y0: left.ys[0] - 5, y1: left.ys[0] + 5 };
    expect(chosen(chosenIn(geometry, layers, around))).toEqual({ dense1: [0, 3], dense2: [0, 1, 2] });
    const between = { x0: left.x + 20, x1: right.x - 20, y0: -10, y1: 310 };
    expect(chosen(chosenIn(geometry, layers, between))).toEqual({ dense2: [0, 1, 2, 3, 4, 5, 6, 7, 8] });
    expect(chosenIn(geometry, layers, { ...between, y0: -30, y1: -20 }).size).toBe(0);
  });
});
