import { filled } from "../../charts/filled.ts";
import { namedDataOf, sizeOf } from "../../data/named/named.ts";
import { cancel, startDownload, stopDownload } from "../../store/actions/bringIn.ts";
import { offerFiles } from "../../store/actions/incoming.ts";
import type { Incoming } from "../../store/store.ts";
import { dataName } from "../../text/dataNames.ts";
import { sentenceOf } from "../../text/faults/catalogue.ts";
import { bytes } from "../../text/numbers.ts";
import { downloadText } from "../../text/openData.ts";
import styles from "./data.module.css";
import { FilePicker } from "./FilePicker.tsx";

/** Asks before anything is fetched from elsewhere: what, how much, from where. */
export function AskDownload({ incoming }: { incoming: Extract<Incoming, { step: "ask" | "download" }> }) {
  const { id, setup } = incoming;
  const data = namedDataOf(id);
  const name = dataName(id, id);
  const hosts = data.mirrors.map((mirror) => new URL(mirror).host);
  const progress = incoming.step === "download" ? incoming.progress : null;
  return (
    <section aria-label={downloadText.region}>
      <h3>{name}</h3>
      <p>{downloadText.about[data.id]}</p>
      {incoming.step === "download" ? (
        <>
          <progress aria-label={downloadText.downloading(name)} value={progress?.done ?? 0} max={sizeOf(data)} />
          <p role="status">
            {progress ? downloadText.progress(progress.done, progress.total, progress.host) : downloadText.asking}
          </p>
          <p className={styles.answers}>
            <button type="button" className="btn" onClick={() => stopDownload(id, setup)}>
              {downloadText.stop}
            </button>
          </p>
        </>
      ) : (
        <>
          {incoming.failure ? (
            <p role="alert">
              <b>{downloadText.failed}</b> {sentenceOf(incoming.failure)}
            </p>
          ) : null}
          <p>{filled(downloadText.offer(<b>{bytes(sizeOf(data))}</b>, hosts))}</p>
          <p className={styles.answers}>
            <button type="button" className="btn next" onClick={() => void startDownload(id, setup)}>
              {incoming.failure ? downloadText.tryAgain : downloadText.download}
            </button>
            <FilePicker onPick={offerFiles}>
              {(pick) => (
                <button type="button" className="btn" onClick={pick}>
                  {downloadText.fromFiles}
                </button>
              )}
            </FilePicker>
            <button type="button" className="btn" onClick={cancel}>
              {downloadText.cancel}
            </button>
          </p>
        </>
      )}
    </section>
  );
}
