import { line } from "d3-shape";
import { memo, useMemo } from "react";
import { type Mark, placeLabels, placeOf, type Scales } from "../runs/place.ts";
import { StateMark } from "../runs/StateMark.tsx";
import svg from "../svg.module.css";
import { useTheme } from "../useTheme.ts";
import styles from "./RunsLayer.module.css";
import type { RunsShown } from "./runsShown.ts";
import { slideOf } from "./slides.ts";
import type { Polyline } from "./span.ts";

const through = line();

/** Edges, states and names. The way to where one is is thick, what is of other networks pale. */
export const RunsTree = memo(function RunsTree(props: {
  runs: RunsShown;
  marks: readonly Mark[];
  scales: Scales;
  selected: number;
  radius: number;
  width: number;
  height: number;
  /** The curves of the chart. */
  curves: readonly Polyline[];
}) {
  const { runs, marks, scales, selected, radius, width, height, curves } = props;
  const { here, before, way, networks, compared, curveOf } = runs;
  const { "fs-tick": tick } = useTheme();
  const byId = useMemo(() => new Map(marks.map((mark) => [mark.node.state.id, mark])), [marks]);
  const own = byId.get(here)?.node.network ?? 0;
  const edges = useMemo(() => {
    const drawn = marks.flatMap(({ node, x, y }) => {
      const from = node.parent === null ? undefined : byId.get(node.parent);
      if (!from) return [];
      // From where its cuts came to rest, if these went on.
      const last = from.node.states.at(-1)!;
      const start = last.id === from.node.state.id ? ([from.x, from.y] as const) : placeOf(last, scales);
      const slides = node.state.kind === "cut" ? slideOf(last, node.state, curveOf(node.state.id)) : [];
      const places = slides.slice(1, -1).map(({ sparsity, accuracy }) => [scales.x(sparsity), scales.y(accuracy)]);
      const line = [start, ...places, [x, y]] as [number, number][];
      return [{ id: node.state.id, line, isWay: node.states.some(({ id }) => way.has(id)) }];
    });
    // The way to where one is lies over the others.
    return drawn.sort((a, b) => Number(a.isWay) - Number(b.isWay));
  }, [marks, byId, scales, way, curveOf]);
  const labels = useMemo(() => {
    const wished = marks.map((mark) => {
      const { state, parent, network } = mark.node;
      const root = parent === null && networks.length > 1 ? networks[network] : "";
      const letter = compared.get(state.id) ?? "";
      const undo = state.id === before ? "undo" : "";
      const text = [letter, state.name || root, undo].filter(Boolean).join(" · ");
      const rank = [letter !== "", state.id === here, undo !== "", state.name !== "", root !== ""].indexOf(true);
      return { mark, text, rank };
    });
    const wishes = wished.filter(({ text }) => text !== "").sort((a, b) => a.rank - b.rank);
    const lines = [...curves, ...edges.map(({ line }) => line)];
    return placeLabels(wishes, marks, { left: 0, right: width }, tick * 0.56, radius * 1.6, lines);
  }, [marks, networks, compared, before, here, width, tick, radius, curves, edges]);
  const ring = (id: number | null, look: string, size: number) => {
    const mark = id === null ? undefined : byId.get(id);
    return mark ? <circle key={`${look} ${id}`} className={look} cx={mark.x} cy={mark.y} r={radius * size} /> : null;
  };
  return (
    <svg aria-hidden width={width} height={height}>
      {edges.map(({ id, line, isWay }) => (
        <path key={id} className={isWay ? `${styles.edge} ${styles.way}` : styles.edge} d={through(line) ?? ""} />
      ))}
      {marks.map(({ node, x, y }) =>
        node.states.length === 1 ? null : (
          <g key={node.state.id}>
            <path
              className={styles.moved}
              d={through(node.states.map((one) => (one === node.state ? [x, y] : [...placeOf(one, scales)]))) ?? ""}
            />
            {node.states.map((one) => {
              const [cx, cy] = placeOf(one, scales);
              return one === node.state ? null : (
                <circle key={one.id} className={styles.was} cx={cx} cy={cy} r={radius * 0.3} />
              );
            })}
          </g>
        ),
      )}
      {marks.map(({ node: { state, network }, x, y }) => (
        <StateMark
          key={state.id}
          {...{ radius, x, y }}
          kind={state.kind}
          isHere={state.id === here}
          isPale={network !== own}
        />
      ))}
      {ring(before, styles.undo, 1.6)}
      {compared.size === 0 ? ring(selected, styles.selected, 1.9) : null}
      {[...compared].map(([id, letter]) => ring(id, letter === "A" ? styles.compared : styles.against, 2.1))}
      {labels.map(({ mark, text, x, y }) => {
        const letter = compared.get(mark.node.state.id);
        const look = letter === undefined ? svg.lab : letter === "A" ? svg.accent : styles.other;
        return (
          <text
            key={mark.node.state.id}
            className={`${svg.halo} ${look}`}
            x={x}
            y={y + tick * 0.35}
            textAnchor="middle"
          >
            {text}
          </text>
        );
      })}
    </svg>
  );
});
