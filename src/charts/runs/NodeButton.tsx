import { memo, useRef } from "react";
import plot from "../plot.module.css";

/** A state as a button: the first press selects it, another goes there. Drawn anew only where something of it changed: 200 of them
 *  follow a key in a frame. */
export const NodeButton = memo(function NodeButton(props: {
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
      className={plot.point}
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
