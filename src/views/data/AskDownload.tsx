import { namedDataOf, sizeOf } from "../../data/named/named.ts";
import { cancel, startDownload, stopDownload } from "../../store/actions/bringIn.ts";
import { offerFiles } from "../../store/actions/incoming.ts";
import type { Incoming } from "../../store/store.ts";
import { bytes } from "../../text/numbers.ts";
import styles from "./data.module.css";
import { FilePicker } from "./FilePicker.tsx";

/** Asks before anything is fetched from elsewhere: what, how much, from where. */
export function AskDownload({ incoming }: { incoming: Extract<Incoming, { step: "ask" | "download" }> }) {
  const { id, setup } = incoming;
  const data = namedDataOf(id);
  const hosts = data.mirrors.map((mirror) => new URL(mirror).host);
  const progress = incoming.step === "download" ? incoming.progress : null;
  return (
    <section aria-label="Download data">
      <h3>{data.label}</h3>
      <p>
        {data.about} Licence: {data.licence}.
      </p>
      {incoming.step === "download" ? (
        <>
          <progress aria-label={`Downloading ${data.label}`} value={progress?.done ?? 0} max={sizeOf(data)} />
          <p role="status">
            {progress
              ? `${bytes(progress.done)} of ${bytes(progress.total)} from ${progress.host}`
              : "Asking for the first file…"}
          </p>
          <p className={styles.answers}>
            <button type="button" className="btn" onClick={() => stopDownload(id, setup)}>
              Stop
            </button>
          </p>
        </>
      ) : (
        <>
          {incoming.failure ? (
            <p role="alert">
              <b>It was not downloaded; everything is as it was.</b> {incoming.failure}
            </p>
          ) : null}
          <p>
            <b>{bytes(sizeOf(data))}</b> are downloaded from {hosts[0]}, or else from {hosts.slice(1).join(" or ")},
            checked (SHA-256) and kept in this browser: from then on it opens without the internet. Nothing is sent but
            the request.
          </p>
          <p className={styles.answers}>
            <button type="button" className="btn next" onClick={() => void startDownload(id, setup)}>
              {incoming.failure ? "Try again" : "Download"}
            </button>
            <FilePicker onPick={offerFiles}>
              {(pick) => (
                <button type="button" className="btn" onClick={pick}>
                  Load from files…
                </button>
              )}
            </FilePicker>
            <button type="button" className="btn" onClick={cancel}>
              Cancel
            </button>
          </p>
        </>
      )}
    </section>
  );
}
