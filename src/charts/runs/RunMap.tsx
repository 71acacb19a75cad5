import { Maximize2, Minus, Plus } from "lucide-react";
import { type KeyboardEvent, useCallback, useMemo, useRef } from "react";
import { useSize } from "../useSize.ts";
import { useTheme } from "../useTheme.ts";
import { type MapNode, neighbour } from "./forest.ts";
import { MapAxes } from "./MapAxes.tsx";
import { MapDrawing } from "./MapDrawing.tsx";
import { NodeButton } from "./NodeButton.tsx";
import { placeNodes, scalesOf } from "./place.ts";
import styles from "./RunMap.module.css";
import { useMapView } from "./useMapView.ts";

/** How much the map is enlarged at once. */
const step = 1.6;

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
  const [ref, size] = useSize<HTMLDivElement>();
  const { width, height } = size;
  const { view, zoom, showAll, reveal, drag } = useMapView(ref, size);
  const layer = useRef<HTMLDivElement>(null);
  const { "fs-tick": tick, mark } = useTheme();
  const radius = mark * 1.4;
  const room = useMemo(
    // Around the outermost those stand that would cover them.
    () => ({ left: 2 * radius, right: width - 6 * radius, top: 2 * radius, bottom: height - 6 * radius }),
    [width, height, radius],
  );
  const scales = useMemo(() => scalesOf(nodes, room, view.enlarged), [nodes, room, view.enlarged]);
  const marks = useMemo(() => placeNodes(nodes, scales, 2.2 * radius), [nodes, scales, radius]);
  const selected = nodes.find(({ states }) => states.some(({ id }) => id === props.selected))?.state.id ?? here;
  const placeOf = (id: number) => marks.find(({ node }) => node.state.id === id);
  /** What is selected stays where it is. */
  const enlarge = (factor: number) => {
    const chosen = placeOf(selected);
    zoom(factor, chosen ? [chosen.x + view.x, chosen.y + view.y] : [width / 2, height / 2]);
  };
  const isDrawn = width > 0;
  const buttonOf = (id: number) => layer.current?.querySelector<HTMLElement>(`[data-state="${id}"]`);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") return enlarge(step);
    if (event.key === "-") return enlarge(1 / step);
    if (event.key === "0") return showAll();
    const next = neighbour(nodes, selected, event.key, way);
    if (next === null) return;
    event.preventDefault();
    const { x, y } = placeOf(next)!;
    reveal([x, y]);
    onSelect(next);
    buttonOf(next)?.focus({ preventScroll: true });
  };
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
  return (
    <div className={styles.map}>
      <MapAxes {...{ scales, view, size, tick }} />
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
        <button type="button" className="icon small" aria-label="Enlarge the map" onClick={() => enlarge(step)}>
          <Plus aria-hidden />
        </button>
        <button type="button" className="icon small" aria-label="Reduce the map" onClick={() => enlarge(1 / step)}>
          <Minus aria-hidden />
        </button>
        <button type="button" className="icon small" aria-label="Show the whole map" onClick={showAll}>
          <Maximize2 aria-hidden />
        </button>
      </div>
    </div>
  );
}

function useLatest<T>(value: T) {
  const ref = useRef(value);
  ref.current = value;
  return ref;
}
