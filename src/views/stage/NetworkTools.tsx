import { Hand, ScanEye, SlidersHorizontal, Table2 } from "lucide-react";
import { memo, type ReactNode } from "react";
import { countedByHand } from "../../pruning/manualEdits.ts";
import { closeNote, openNote } from "../../store/actions/look.ts";
import { type State, useStore } from "../../store/store.ts";
import { pageTitles } from "../../text/margin.ts";
import { stage } from "../../text/stage.ts";
import styles from "./NetworkTools.module.css";

const readsImagesIn = ({ data }: State) => data?.kind === "images";

/** How many tools stand over the picture. */
export const toolCount = (state: State) => (readsImagesIn(state) ? 4 : 3);

/** What leads on from the picture of the network: its layers, weights by number, its figures as a table. */
export const NetworkTools = memo(function NetworkTools({
  asTable,
  onTable,
}: {
  asTable: boolean;
  onTable: () => void;
}) {
  const decided = useStore(({ snapshot }) => {
    const { pruned, kept } = snapshot ? countedByHand(snapshot.edits) : { pruned: 0, kept: 0 };
    return pruned + kept;
  });
  const readsImages = useStore(readsImagesIn);
  return (
    <div className={`${styles.tools} ${asTable || decided > 0 ? styles.stays : ""}`}>
      <NoteButton note="network" label={stage.settings}>
        <SlidersHorizontal aria-hidden />
      </NoteButton>
      {readsImages ? (
        <NoteButton note="units" label={pageTitles.units}>
          <ScanEye aria-hidden />
        </NoteButton>
      ) : null}
      <NoteButton note="byHand" label={decided > 0 ? stage.decidedByHand(decided) : stage.byHand}>
        <Hand aria-hidden />
        {decided > 0 ? decided : null}
      </NoteButton>
      <button
        type="button"
        className={styles.tool}
        aria-label={stage.asTable}
        title={stage.asTable}
        aria-pressed={asTable}
        onClick={onTable}
      >
        <Table2 aria-hidden />
      </button>
    </div>
  );
});

function NoteButton({ note, label, children }: { note: string; label: string; children: ReactNode }) {
  const isOpen = useStore((state) => state.note === note);
  return (
    <button
      type="button"
      className={styles.tool}
      aria-label={label}
      title={label}
      aria-expanded={isOpen}
      onClick={() => (isOpen ? closeNote() : openNote(note))}
    >
      {children}
    </button>
  );
}
