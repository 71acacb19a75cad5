import { useEffect } from "react";
import { namedData, sizeOf } from "../../../data/named/named.ts";
import { cancel } from "../../../store/actions/bringIn.ts";
import { offerFiles } from "../../../store/actions/incoming.ts";
import { changeSetup } from "../../../store/actions/settings.ts";
import { type Incoming, useStore } from "../../../store/store.ts";
import { dataName } from "../../../text/dataNames.ts";
import { sentenceOf } from "../../../text/faults/catalogue.ts";
import { bytes } from "../../../text/numbers.ts";
import { openText } from "../../../text/pages.ts";
import { AskDownload } from "../../data/AskDownload.tsx";
import styles from "../../data/data.module.css";
import { FileChoices } from "../../data/FileChoices.tsx";
import { FilePicker } from "../../data/FilePicker.tsx";

/** Data of a person's own: what can be opened; then what it is, what is asked, how far it is. Nothing changes until it is accepted, and who
 *  closes the page gives up. */
export function OpenPage() {
  const incoming = useStore((state) => state.incoming);
  useEffect(
    () => () => {
      const { note, incoming } = useStore.getState();
      if (note === null && incoming) cancel();
    },
    [],
  );
  return <div className={styles.open}>{incoming ? <ComesIn incoming={incoming} /> : <Offers />}</div>;
}

/** What can be opened, and from where. */
function Offers() {
  return (
    <>
      <p className={styles.lead}>{openText.lead}</p>
      <dl>
        {openText.kinds.map(([kind, what]) => (
          <div key={kind}>
            <dt>{kind}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.answers}>
        <FilePicker onPick={offerFiles}>
          {(pick) => (
            <button type="button" className="btn next" onClick={pick}>
              {openText.choose}
            </button>
          )}
        </FilePicker>
        <FilePicker name={openText.folderInput} isFolder onPick={offerFiles}>
          {(pick) => (
            <button type="button" className="btn" onClick={pick}>
              {openText.folder}
            </button>
          )}
        </FilePicker>
      </p>
      <p className={styles.drop}>{openText.drop}</p>
      <h3>{openText.more}</h3>
      <dl>
        {namedData.map((data) => (
          <div key={data.id}>
            <dt>
              <button type="button" className="link" onClick={() => changeSetup({ data: data.id })}>
                {dataName(data.id, data.id)}
              </button>
            </dt>
            <dd>{bytes(sizeOf(data))}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function ComesIn({ incoming }: { incoming: Incoming }) {
  switch (incoming.step) {
    case "ask":
    case "download":
      return <AskDownload incoming={incoming} />;
    case "preview":
      return <FileChoices title={incoming.title} preview={incoming.preview} reading={incoming.reading} />;
    default:
      return <Reading incoming={incoming} />;
  }
}

function Reading({ incoming }: { incoming: Extract<Incoming, { step: "find" | "files" | "reading" }> }) {
  const reading = incoming.step === "reading" ? incoming : null;
  return (
    <>
      <h3>{reading?.title ?? openText.looking}</h3>
      {reading ? (
        <>
          <progress aria-label={sentenceOf(reading.what)} value={reading.done} max={Math.max(1, reading.total)} />
          <p role="status">{sentenceOf(reading.what)}…</p>
        </>
      ) : null}
      <p className={styles.answers}>
        <button type="button" className="btn" onClick={cancel}>
          {openText.cancel}
        </button>
      </p>
    </>
  );
}
