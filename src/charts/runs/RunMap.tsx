import { ticks } from "d3-array";
import { Maximize2, Minus, Plus } from "lucide-react";
import { type KeyboardEvent, memo, useCallback, useEffect, useMemo, useRef, useState } from "react";
import svg from "../svg.module.css";
import { useSize } from "../useSize.ts";
import { useTheme } from "../useTheme.ts";
import { type MapNode, neighbour } from "./forest.ts";
import { MapDrawing } from "./MapDrawing.tsx";
import { type Mark, placeNodes, scalesOf } from "./place.ts";
import styles from "./RunMap.module.css";

/** How many times the map may be enlarged, and by how much at once. */
const mostEnlarged = 32;
const step = 1.6;

interface View {
  readonly enlarged: number;
  readonly x: number;
  readonly y: number;
}

const whole: View = { enlarged: 1, x: 0, y: 0 };

/** All states by sparsity and accuracy, steps as edges. One of them is selected, by arrow keys or a tap; Enter or another tap goes there.
 *  Nodes are buttons over a drawing; moving the map about moves both as one layer. */
export function RunMap(props: {
  nodes: readonly MapNode[];
  /** The state that stands, the one that undo leads to, and all on the way from the first of its network. */
  here: number;
  before: number | null;
  way: ReadonlySet<number>;
  /** What networks are called; written at their first states where there are several. */
  networks: readonly string[];
  selected: number;
  onSelect: (id: number) => void;
  onGo: (id: number) => void;
  /** Whether the first tap on a state goes there already. */
  goesAtOnce: boolean;
}) {
  const { nodes, here, before, way, networks, onSelect, onGo, goesAtOnce } = props;
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const [view, setView] = useState(whole);
  const layer = useRef<HTMLDivElement>(null);
  const { "fs-tick": tick, mark: size } = useTheme();
  const radius = size * 1.4;
  const room = useMemo(
    // Around the outermost those stand that would cover them.
    () => ({ left: 2 * radius, right: width - 6 * radius, top: 2 * radius, bottom: height - 6 * radius }),
    [width, height, radius],
  );
  const scales = useMemo(() => scalesOf(nodes, room, view.enlarged), [nodes, room, view.enlarged]);
  const marks = useMemo(() => placeNodes(nodes, scales, 2.2 * radius), [nodes, scales, radius]);
  const selected = nodes.find(({ states }) => states.some(({ id }) => id === props.selected))?.state.id ?? here;
  // Moves stay such that something of the map is seen.
  const within = ({ enlarged, x, y }: View): View => ({
    enlarged,
    x: Math.min(0, Math.max(width * (1 - enlarged), x)),
    y: Math.min(0, Math.max(height * (1 - enlarged), y)),
  });
  /** Enlarges so that what is at a place stays there: what is selected, else. */
  const zoom = (factor: number, place?: readonly [number, number]) =>
    setView((now) => {
      const chosen = marks.find(({ node }) => node.state.id === selected);
      const [x, y] = place ?? (chosen ? [chosen.x + now.x, chosen.y + now.y] : [width / 2, height / 2]);
      const enlarged = Math.min(mostEnlarged, Math.max(1, now.enlarged * factor));
      const by = enlarged / now.enlarged;
      return within({ enlarged, x: x - (x - now.x) * by, y: y - (y - now.y) * by });
    });
  const latestZoom = useRef(zoom);
  latestZoom.current = zoom;
  const isDrawn = width > 0;
  const isNarrow = width < 34 * tick;
  useEffect(() => {
    const plot = ref.current;
    if (!plot || !isDrawn) return;
    const turned = (event: WheelEvent) => {
      // Without a key the wheel scrolls; two fingers on a touchpad come as Ctrl.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = plot.getBoundingClientRect();
      latestZoom.current(2 ** (-event.deltaY / 200), [event.clientX - box.left, event.clientY - box.top]);
    };
    plot.addEventListener("wheel", turned, { passive: false });
    return () => plot.removeEventListener("wheel", turned);
  }, [ref, isDrawn]);
  /** Moves the map until a node can be seen. */
  const reveal = ({ x, y }: Mark) =>
    setView((now) => {
      const off = (at: number, extent: number) => at < 0 || at > extent;
      const isOff = off(x + now.x, width) || off(y + now.y, height);
      return isOff ? within({ ...now, x: width / 2 - x, y: height / 2 - y }) : now;
    });
  const buttonOf = (id: number) => layer.current?.querySelector<HTMLElement>(`[data-state="${id}"]`);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") return zoom(step);
    if (event.key === "-") return zoom(1 / step);
    if (event.key === "0") return setView(whole);
    const next = neighbour(nodes, selected, event.key, way);
    if (next === null) return;
    event.preventDefault();
    reveal(marks.find(({ node }) => node.state.id === next)!);
    onSelect(next);
    buttonOf(next)?.focus({ preventScroll: true });
  };
  const drag = useDrag(view, (x, y) => setView((now) => within({ ...now, x, y })));
  const handlers = useLatest({ onSelect, onGo });
  const select = useCallback((id: number) => handlers.current.onSelect(id), [handlers]);
  const go = useCallback((id: number) => handlers.current.onGo(id), [handlers]);
  // Moving the map about draws none of them anew.
  const buttons = useMemo(
    () =>
      marks.map(({ node: { state }, x, y }) => (
        <NodeButton
          key={state.id}
          id={state.id}
          description={state.description}
          x={x}
          y={y}
          isHere={state.id === here}
          isSelected={state.id === selected}
          onSelect={select}
          onGo={go}
          goesAtOnce={goesAtOnce}
        />
      )),
    [marks, here, selected, select, go, goesAtOnce],
  );
  const stops = (from: number, to: number, pixels: number) =>
    ticks(from, to, Math.max(2, Math.floor(pixels / (6 * tick))));
  const [left, right] = [scales.x.invert(-view.x), scales.x.invert(width - view.x)];
  const [low, high] = [scales.y.invert(height - view.y), scales.y.invert(-view.y)];
  const digits = (from: number, to: number) => (to - from < 0.05 ? (to - from < 0.005 ? 2 : 1) : 0);
  const named = (value: number, span: readonly [number, number]) => `${(value * 100).toFixed(digits(...span))}`;
  return (
    <div className={styles.map}>
      <svg aria-hidden className={styles.axes}>
        {isDrawn
          ? stops(low, high, height)
              .filter((value) => value >= 0 && value <= 1)
              .map((value) => (
                <g key={value} transform={`translate(0 ${scales.y(value) + view.y})`}>
                  <path className={svg.grid} d={`M${3.2 * tick} 0H${3.2 * tick + width}`} />
                  <text x={3.2 * tick - 6} y={tick * 0.35} textAnchor="end">
                    {named(value, [low, high])}
                  </text>
                </g>
              ))
          : null}
        {isDrawn
          ? stops(left, right, width)
              .filter((value) => value >= 0 && value <= 1)
              .map((value) => (
                <text key={value} x={3.2 * tick + scales.x(value) + view.x} y={height + tick * 1.2} textAnchor="middle">
                  {named(value, [left, right])}
                </text>
              ))
          : null}
        <text className={svg.lab} x={3.2 * tick + width} y={height + tick * 2.5} textAnchor="end">
          {isNarrow ? "% pruned" : "% of all weights pruned"}
        </text>
        <text className={svg.lab} x={3.2 * tick} y={height + tick * 2.5}>
          {isNarrow ? "↑ accuracy, %" : "↑ accuracy in %, validation"}
        </text>
      </svg>
      {/* One stop for Tab; the arrow keys go from state to state. */}
      <section
        className={styles.window}
        ref={ref}
        aria-label={`Map of ${nodes.length} states: arrow keys go along the steps, Enter goes there`}
        data-enlarged={view.enlarged > 1 ? "" : undefined}
        onKeyDown={onKeyDown}
        {...drag}
      >
        {isDrawn ? (
          <div ref={layer} className={styles.layer} style={{ transform: `translate(${view.x}px, ${view.y}px)` }}>
            <MapDrawing {...{ marks, scales, here, before, way, networks, selected, radius }} width={width} />
            {buttons}
          </div>
        ) : null}
      </section>
      <div className={styles.zoom}>
        <button type="button" className="icon small" aria-label="Enlarge the map" onClick={() => zoom(step)}>
          <Plus aria-hidden />
        </button>
        <button type="button" className="icon small" aria-label="Reduce the map" onClick={() => zoom(1 / step)}>
          <Minus aria-hidden />
        </button>
        <button type="button" className="icon small" aria-label="Show the whole map" onClick={() => setView(whole)}>
          <Maximize2 aria-hidden />
        </button>
      </div>
    </div>
  );
}

/** Drawn anew only where something of it changed: 200 of them follow a key in a frame. */
const NodeButton = memo(function NodeButton(props: {
  id: number;
  description: string;
  x: number;
  y: number;
  isHere: boolean;
  isSelected: boolean;
  onSelect: (id: number) => void;
  onGo: (id: number) => void;
  goesAtOnce: boolean;
}) {
  const { id, description: told, x, y, isHere, isSelected, onSelect, onGo, goesAtOnce } = props;
  // By the press itself: it moves the focus, and so what is selected.
  const was = useRef(false);
  return (
    <button
      type="button"
      data-state={id}
      style={{ left: x, top: y }}
      tabIndex={isSelected ? 0 : -1}
      aria-label={told}
      aria-current={isHere ? "step" : undefined}
      title={told}
      onPointerDown={() => {
        was.current = isSelected;
      }}
      onFocus={() => onSelect(id)}
      onClick={(event) => {
        // Keys, and who presses without a pointer, mean it.
        if (event.detail === 0 || was.current || goesAtOnce) onGo(id);
        else onSelect(id);
      }}
    />
  );
});

function useLatest<T>(value: T) {
  const ref = useRef(value);
  ref.current = value;
  return ref;
}

/** Takes a press on the empty map along: where it moves to. Presses on nodes are theirs. */
function useDrag(view: View, onMove: (x: number, y: number) => void) {
  const start = useRef<{ x: number; y: number } | null>(null);
  return {
    onPointerDown: (event: React.PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || view.enlarged === 1 || (event.target as Element).closest("button")) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = { x: view.x - event.clientX, y: view.y - event.clientY };
    },
    onPointerMove: (event: React.PointerEvent) => {
      const from = start.current;
      if (from) onMove(from.x + event.clientX, from.y + event.clientY);
    },
    onPointerUp: () => {
      start.current = null;
    },
    onPointerCancel: () => {
      start.current = null;
    },
  };
}
