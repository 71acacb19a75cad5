import { useEffect, useRef } from "react";
import { cancel } from "../../store/actions/bringIn.ts";
import type { Incoming } from "../../store/store.ts";
import { AskDownload } from "./AskDownload.tsx";
import styles from "./data.module.css";
import { FileDialog } from "./FileDialog.tsx";

/** Data on its way in: what it is, what is asked, how far it is. Nothing changes until it is accepted. */
export function DataDialog({ incoming }: { incoming: Incoming }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current!.open) dialog.current!.showModal();
  }, []);
  const isAsked = incoming.step === "ask" || incoming.step === "download";
  return (
    <dialog
      ref={dialog}
      className={styles.incoming}
      aria-label={isAsked ? "Download data" : "Open data"}
      onCancel={(event) => {
        event.preventDefault();
        cancel();
      }}
    >
      {isAsked ? (
        <AskDownload incoming={incoming} />
      ) : incoming.step === "preview" ? (
        <FileDialog title={incoming.title} preview={incoming.preview} reading={incoming.reading} />
      ) : (
        <Reading incoming={incoming} />
      )}
    </dialog>
  );
}

function Reading({ incoming }: { incoming: Extract<Incoming, { step: "find" | "files" | "reading" }> }) {
  const reading = incoming.step === "reading" ? incoming : null;
  return (
    <>
      <h2>{reading?.title ?? "Looking for the data"}</h2>
      {reading ? (
        <>
          <progress aria-label={reading.what} value={reading.done} max={Math.max(1, reading.total)} />
          <p role="status">{reading.what}…</p>
        </>
      ) : null}
      <p className={styles.answers}>
        <button type="button" className="btn" onClick={cancel}>
          Cancel
        </button>
      </p>
    </>
  );
}
