import { X } from "lucide-react";
import { type CSSProperties, useEffect, useRef } from "react";
import type { Layer } from "../../network/network.ts";
import { type Chosen, weightsOfUnits } from "../../pruning/chosen.ts";
import { useCut } from "../../store/cut.ts";
import { chosenText } from "../../text/chosen.ts";
import { ChosenBar } from "../ChosenBar.tsx";
import styles from "./ChosenWeights.module.css";
import type { Marked } from "./marked.ts";

/** What can be done with weights that were chosen on the picture, beside them. */
export function ChosenWeights({ weights, box, onChoose }: Marked & { onChoose: (next: Marked | null) => void }) {
  const cut = useCut();
  const bar = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each choice
  useEffect(() => {
    bar.current?.querySelector<HTMLElement>("button:not(:disabled)")?.focus();
  }, [weights]);
  const unit = cut ? unitOf(cut.snapshot.layers, weights) : null;
  if (!cut) return null;
  return (
    <div
      className={styles.chosen}
      role="dialog"
      aria-label={chosenText.region}
      style={{ "--beside": `${box.x0}px`, "--under": `${box.y1 + 6}px` } as CSSProperties}
      ref={bar}
      onKeyDown={(event) => {
        if (event.key === "Escape") onChoose(null);
      }}
    >
      <ChosenBar chosen={weights} cut={cut} onDone={() => onChoose(null)} />
      {unit ? (
        <button type="button" className="btn" onClick={() => onChoose({ weights: unit, box })}>
          {chosenText.wholeUnit}
        </button>
      ) : null}
      <button type="button" className="icon small" aria-label={chosenText.close} onClick={() => onChoose(null)}>
        <X aria-hidden />
      </button>
    </div>
  );
}

/** All weights of the unit that the one chosen weight leads into; null where more are chosen. */
function unitOf(layers: readonly Layer[], chosen: Chosen): Chosen | null {
  const [[name, indexes]] = chosen;
  if (chosen.size > 1 || indexes.length > 1) return null;
  const l = layers.findIndex((layer) => layer.name === name);
  return l < 0 ? null : weightsOfUnits(layers, l, new Set([indexes[0] % layers[l].bias.length]));
}
