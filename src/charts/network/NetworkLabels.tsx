import { memo } from "react";
import { markOf } from "../learned/classMarks.ts";
import svg from "../svg.module.css";
import type { ThemeTokens } from "../useTheme.ts";
import type { NetworkRoom } from "./frame.ts";
import type { LayerColumn, NetworkGeometry } from "./geometry.ts";
import styles from "./NetworkLabels.module.css";

/** Names of inputs and classes beside a network. `unread` has "1" for every input that no kept weight reads any more: it is struck
 *  through. */
export const NetworkLabels = memo(function NetworkLabels(props: {
  geometry: NetworkGeometry;
  room: NetworkRoom;
  unread: string;
  /** The class that the followed example is answered with. */
  answer: number | null;
  /** Of the followed row, as they stand in the table; null where none is followed. */
  values: readonly string[] | null;
  theme: ThemeTokens;
}) {
  const { geometry, room, unread, answer, values, theme } = props;
  const [inputs, outputs] = [geometry.columns[0], geometry.columns[geometry.columns.length - 1]];
  const before = inputs.x - inputs.side / 2 - 8;
  const after = outputs.x + outputs.side / 2 + 8;
  return (
    <svg className={styles.labels} aria-hidden>
      {(isRoomy(inputs, theme) ? room.inputs : []).map((name, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an input is its place
        <g key={i} className={unread[i] === "1" ? styles.unread : undefined}>
          <text className={svg.lab} x={before - room.values} y={inputs.ys[i]} dy=".34em" textAnchor="end">
            {name}
          </text>
          {room.values > 0 && values && unread[i] !== "1" ? (
            <text className={`${svg.lab} ${styles.value}`} x={before} y={inputs.ys[i]} dy=".34em" textAnchor="end">
              {values[i]}
            </text>
          ) : null}
        </g>
      ))}
      {(isRoomy(outputs, theme) ? room.outputs : []).map((name, i) => {
        const mark = name === "ring" ? styles.ring : name === "dot" ? styles.dot : null;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a class is its place
          <g key={i} className={answer === i ? styles.answer : undefined}>
            {mark ? <circle className={mark} cx={after + 4.5} cy={outputs.ys[i]} r={4.5} /> : null}
            {!mark && room.mark > 0 ? (
              <path
                className={markOf(i).isFilled ? styles.dot : styles.ring}
                d={markOf(i).outline(after + 4.5, outputs.ys[i], 4)}
              />
            ) : null}
            <text className={`${svg.lab} ${styles.class}`} x={after + room.mark} y={outputs.ys[i]} dy=".34em">
              {name}
            </text>
          </g>
        );
      })}
    </svg>
  );
});

/** Whether labels can stand beside all units of a column. */
const isRoomy = ({ ys }: LayerColumn, theme: ThemeTokens) => ys.length < 2 || ys[1] - ys[0] >= theme["fs-tick"];
