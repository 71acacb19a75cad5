import { type CSSProperties, useMemo } from "react";
import { brokenRows, confusionOf } from "../charts/learned/confusion.ts";
import { ExamplePicture } from "../charts/learned/ExamplePicture.tsx";
import type { DataSummary } from "../engine/protocol.ts";
import { useStore } from "../store/store.ts";
import { count, examplesOf } from "./format.ts";

/** Pictures shown at most. */
const mostShown = 18;

/** What is taken for what at this cut, and which examples it broke; of the validation set. */
export function Mistakes() {
  const data = useStore((state) => state.data);
  const preview = useStore((state) => state.preview);
  const uncut = useStore((state) => state.uncut);
  if (!data || !preview || !uncut) return null;
  return (
    <>
      <Confusion data={data} predictions={preview.predictions} />
      <p>
        Rows are what it is, columns what it is read as, of {count(data.labels.length)} validation{" "}
        {examplesOf[data.kind]}; the diagonal is right.
      </p>
      <Broken data={data} before={uncut.predictions} now={preview.predictions} />
    </>
  );
}

function Confusion({ data: { classes, labels }, predictions }: { data: DataSummary; predictions: Uint8Array }) {
  const counts = useMemo(() => confusionOf(labels, predictions, classes.length), [labels, predictions, classes]);
  const most = counts.reduce(
    (largest, one, i) => (i % (classes.length + 1) === 0 ? largest : Math.max(largest, one)),
    1,
  );
  return (
    <table className={classes.some((name) => name.length > 3) ? "confusion long" : "confusion"}>
      <caption className="vh">Confusion matrix of the validation set at this cut</caption>
      <thead>
        <tr>
          <td />
          {classes.map((name) => (
            <th key={name} scope="col" title={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {classes.map((name, label) => (
          <tr key={name}>
            <th scope="row" title={name}>
              {name}
            </th>
            {classes.map((read, predicted) => {
              const cell = counts[label * classes.length + predicted];
              const isRight = label === predicted;
              // Mistakes get as dark as they are many; what is right stays quiet.
              const style = isRight ? undefined : ({ "--share": cell / most } as CSSProperties);
              return (
                <td key={read} className={isRight ? "right" : cell === 0 ? "none" : "wrong"} style={style}>
                  {count(cell)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Broken({ data, before, now }: { data: DataSummary; before: Uint8Array; now: Uint8Array }) {
  const { labels, classes, shown, inputShape } = data;
  const broken = useMemo(() => brokenRows(labels, before, now), [labels, before, now]);
  const size = inputShape.reduce((product, side) => product * side, 1);
  const arePictures = data.kind === "images" || data.kind === "signals";
  if (broken.length === 0) return <p>This cut broke none: whatever was right before is right now.</p>;
  return (
    <>
      <p>
        <b className="cutc">{count(broken.length)} broken by this cut</b>: right before, wrong now
        {arePictures && broken.length > mostShown ? `; the first ${mostShown} of them` : ""}.
      </p>
      {arePictures ? (
        <div className={classes.some((name) => name.length > 3) ? "samples broken-ones long" : "samples broken-ones"}>
          {broken.slice(0, mostShown).map((row) => (
            <figure key={row} className="bad">
              <ExamplePicture
                values={shown.subarray(row * size, (row + 1) * size)}
                shape={inputShape}
                name={`a ${classes[labels[row]]} read as ${classes[now[row]]}`}
              />
              <figcaption>
                {classes[labels[row]]} reads {classes[now[row]]}
              </figcaption>
            </figure>
          ))}
        </div>
      ) : null}
    </>
  );
}
