import { Plus } from "lucide-react";
import { type CSSProperties, memo } from "react";
import { useSize } from "../../charts/useSize.ts";
import { datasets, kindOf } from "../../data/registry.ts";
import { closeNote, openNote } from "../../store/actions/look.ts";
import { changeSetup } from "../../store/actions/settings.ts";
import { useStore } from "../../store/store.ts";
import { dataName } from "../../text/dataNames.ts";
import { stage } from "../../text/stage.ts";
import { DataPicture } from "../margin/DataPicture.tsx";
import { useChoice } from "../margin/useChoice.ts";
import { useMedia } from "../useMedia.ts";
import styles from "./Thumbs.module.css";

/** Pictures are so large, in pixels, and stand so far apart. */
const [least, largest, gap] = [28, 40, 4];

/** Windows without room for more than one of them, and the room that they take else. */
export const narrow = "(max-width: 1099px)";
export const thumbsRoom = largest + 4;

/** The data, where they enter the network: every set is a picture, and a person's own come in by "+". Where there is no room for all,
 *  the one in use leads to the others. */
export const Thumbs = memo(function Thumbs() {
  const [ref, { height }] = useSize<HTMLDivElement>();
  const isNarrow = useMedia(narrow);
  const id = useStore((state) => state.setup.data);
  const kind = useStore((state) => kindOf(state.setup.data, state.data));
  const own = useStore((state) => (state.data?.id === id ? state.data.label : stage.ownData));
  const isOpen = useStore((state) => state.note === "data");
  const choice = useChoice(id, (data) => changeSetup({ data }), "decided");
  const sets = [
    ...(id === "file" ? [{ id, kind, label: own }] : []),
    ...datasets.map(({ id, kind }) => ({ id, kind, label: dataName(id, own) })),
  ];
  const side = Math.floor(height / (sets.length + 1)) - gap;
  const isAlone = isNarrow || isOpen || side < least;
  const label = isAlone ? stage.chosenData(sets.find((set) => set.id === id)?.label ?? id) : stage.openData;
  return (
    <div
      ref={ref}
      className={styles.thumbs}
      style={{ "--side": `${Math.min(largest, Math.max(least, side))}px` } as CSSProperties}
    >
      <fieldset className={styles.sets} aria-label={isAlone ? undefined : stage.dataGroup} {...choice.handlers}>
        {(isAlone ? [] : sets).map((set) => (
          <label
            key={set.id}
            className={`${styles.thumb} ${choice.shown === set.id ? styles.chosen : ""}`}
            title={set.label}
          >
            <input
              type="radio"
              name="stage data"
              value={set.id}
              aria-label={set.label}
              checked={choice.shown === set.id}
              onChange={choice.onChange}
            />
            <DataPicture id={set.id} kind={set.kind} />
          </label>
        ))}
        <button
          type="button"
          className={`${styles.thumb} ${isAlone ? styles.chosen : ""}`}
          aria-label={label}
          title={label}
          aria-expanded={isOpen}
          onClick={() => (isOpen ? closeNote() : openNote("data"))}
        >
          {isAlone ? <DataPicture id={id} kind={kind} /> : <Plus aria-hidden />}
        </button>
      </fieldset>
    </div>
  );
});
