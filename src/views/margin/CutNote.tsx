import { useMemo } from "react";
import { useCut } from "../../store/cut.ts";
import { useStore } from "../../store/store.ts";
import { useTrained } from "../useTrained.ts";
import { cutNote } from "../workflow/cutNote.ts";

/** What is cut at the handle's place, in the words of what is pruned. */
export function CutNote() {
  const cut = useCut();
  const setup = useStore((state) => state.setup);
  const sparsity = useStore((state) => state.sparsity);
  const history = useStore((state) => state.history);
  const trained = useTrained();
  const note = useMemo(
    () => (cut ? cutNote(cut, { setup, sparsity, history, trained }) : []),
    [cut, setup, sparsity, history, trained],
  );
  return (
    <p>
      {note.map(({ text, tone }) =>
        tone === "strong" ? (
          <b key={text}>{text}</b>
        ) : (
          <span key={text} className={tone && "cutc"}>
            {text}
          </span>
        ),
      )}
    </p>
  );
}
