import { curveBumpX, line, link } from "d3-shape";
import { memo, useMemo } from "react";
import svg from "../svg.module.css";
import { useTheme } from "../useTheme.ts";
import { type Mark, placeLabels, placeOf, type Scales } from "./place.ts";
import styles from "./RunMap.module.css";
import symbols from "./symbols.module.css";
import { shapeOf } from "./symbols.ts";

/** A cut slides down, training lifts straight up. */
const edge = link(curveBumpX);
const trail = line();

/** Edges, nodes and names. What one looks at all the time, the way to where one is, is thick; trained states are filled. */
export const MapDrawing = memo(function MapDrawing(props: {
  marks: readonly Mark[];
  scales: Scales;
  here: number;
  before: number | null;
  way: ReadonlySet<number>;
  networks: readonly string[];
  selected: number;
  radius: number;
  width: number;
}) {
  const { marks, scales, here, before, way, networks, selected, radius, width } = props;
  const { "fs-tick": tick } = useTheme();
  const byId = useMemo(() => new Map(marks.map((mark) => [mark.node.state.id, mark])), [marks]);
  const { left, right } = useMemo(
    () => ({ left: 0, right: Math.max(width, ...marks.map(({ x }) => x)) }),
    [marks, width],
  );
  const labels = useMemo(() => {
    const wished = marks.map((mark) => {
      const { state, parent, network } = mark.node;
      const root = parent === null && networks.length > 1 ? networks[network] : "";
      const undo = state.id === before ? "undo" : "";
      const text = [state.name || root, undo].filter(Boolean).join(", ");
      const rank = [state.id === here, undo !== "", state.name !== "", root !== ""].indexOf(true);
      return { mark, text, rank };
    });
    const wishes = wished.filter(({ text }) => text !== "").sort((a, b) => a.rank - b.rank);
    return placeLabels(wishes, marks, { left, right }, tick * 0.56, radius);
  }, [marks, networks, before, here, left, right, tick, radius]);
  const drawn = useMemo(
    () => (
      <>
        {marks.map(({ node, x, y }) => {
          const from = node.parent === null ? undefined : byId.get(node.parent);
          if (!from) return null;
          // From where its cuts came to rest, if these went on.
          const last = from.node.states.at(-1)!;
          const source = last.id === from.node.state.id ? ([from.x, from.y] as const) : placeOf(last, scales);
          const isWay = node.states.some(({ id }) => way.has(id));
          return (
            <path
              key={node.state.id}
              className={isWay ? `${styles.edge} ${styles.way}` : styles.edge}
              d={edge({ source: [...source], target: [x, y] }) ?? ""}
            />
          );
        })}
        {marks.map(({ node, x, y }) =>
          node.states.length === 1 ? null : (
            <g key={node.state.id}>
              <path
                className={styles.moved}
                d={trail(node.states.map((one) => (one === node.state ? [x, y] : [...placeOf(one, scales)]))) ?? ""}
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
          <path
            key={state.id}
            className={`${symbols.node} ${state.isCut ? symbols.cut : ""} ${state.id === here ? symbols.here : ""}`}
            transform={`translate(${x} ${y})`}
            d={shapeOf(network, radius)}
          />
        ))}
      </>
    ),
    [marks, byId, scales, way, here, radius],
  );
  const chosen = byId.get(selected);
  const back = before === null ? undefined : byId.get(before);
  return (
    <svg aria-hidden>
      {drawn}
      {back ? <circle className={styles.undo} cx={back.x} cy={back.y} r={radius * 1.6} /> : null}
      {chosen ? <circle className={styles.selected} cx={chosen.x} cy={chosen.y} r={radius * 1.9} /> : null}
      {labels.map(({ mark, text, x, y }) => (
        <text key={mark.node.state.id} className={svg.halo} x={x} y={y + tick * 0.35} textAnchor="middle">
          {text}
        </text>
      ))}
    </svg>
  );
});
