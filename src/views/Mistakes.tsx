import { type CSSProperties, useMemo } from "react";
import { brokenRows, confusionOf } from "../charts/learned/confusion.ts";
import { ExamplePicture } from "../charts/learned/ExamplePicture.tsx";
import samples from "../charts/learned/Samples.module.css";
import { type Before, useBefore } from "../store/before.ts";
import { type Cut, useCut, useIsOverdue } from "../store/cut.ts";
import { useResult } from "../store/results.ts";
import { useStore } from "../store/store.ts";
import { mistakesText } from "../text/mistakes.ts";
import { count, nounOf } from "../text/numbers.ts";
import type { DataSummary } from "../worker/protocol/data.ts";
import styles from "./Mistakes.module.css";
import { brokenFor } from "./sentence/broken.ts";

/** Pictures shown at most. */
const mostShown = 18;

/** What is taken for what at this cut, and which examples it broke; of the validation set. */
export function Mistakes() {
  const data = useStore((state) => state.data);
  const preview = useResult("preview");
  const cut = useCut();
  const before = useBefore();
  const isOverdue = useIsOverdue();
  if (!data || !preview || !cut || !before) return null;
  return (
    <div className={isOverdue ? "awaiting" : undefined}>
      <Confusion data={data} predictions={preview.predictions} />
      <p>{mistakesText.key(data.labels.length, nounOf(data))}</p>
      <Broken data={data} cut={cut} before={before} now={preview.predictions} />
    </div>
  );
}

function Confusion({ data: { classes, labels }, predictions }: { data: DataSummary; predictions: Uint8Array }) {
  const counts = useMemo(() => confusionOf(labels, predictions, classes.length), [labels, predictions, classes]);
  const most = counts.reduce(
    (largest, one, i) => (i % (classes.length + 1) === 0 ? largest : Math.max(largest, one)),
    1,
  );
  return (
    <table
      className={classes.some((name) => name.length > 3) ? `${styles.confusion} ${styles.long}` : styles.confusion}
    >
      <caption className="vh">{mistakesText.caption}</caption>
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
                <td
                  key={read}
                  className={isRight ? styles.right : cell === 0 ? styles.none : styles.wrong}
                  style={style}
                >
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

function Broken({ data, cut, before, now }: { data: DataSummary; cut: Cut; before: Before; now: Uint8Array }) {
  const { labels, classes, shown, inputShape } = data;
  const { predictions } = before;
  const broken = useMemo(() => brokenRows(labels, predictions, now), [labels, predictions, now]);
  const counts = useMemo(
    () => ({
      broken: broken.length,
      mended: brokenRows(labels, now, predictions).length,
      mistakes: labels.reduce((sum, label, i) => sum + (now[i] === label ? 0 : 1), 0),
    }),
    [labels, predictions, now, broken],
  );
  const said = brokenFor(before, cut, counts).map(({ text, tone }) =>
    tone === "cut" ? (
      <b key={text} className="cutc">
        {text}
      </b>
    ) : (
      text
    ),
  );
  const size = inputShape.reduce((product, side) => product * side, 1);
  const arePictures = data.kind === "images" || data.kind === "signals";
  if (broken.length === 0) return <p>{said}</p>;
  return (
    <>
      <p>
        {said}
        {arePictures && broken.length > mostShown ? mistakesText.firstOf(mostShown) : ""}
      </p>
      {arePictures ? (
        <div
          className={
            classes.some((name) => name.length > 3)
              ? `${samples.samples} ${samples.long} ${styles.brokenOnes} ${styles.long}`
              : `${samples.samples} ${styles.brokenOnes}`
          }
        >
          {broken.slice(0, mostShown).map((row) => (
            <figure key={row} className={samples.bad}>
              <ExamplePicture
                values={shown.subarray(row * size, (row + 1) * size)}
                shape={inputShape}
                name={mistakesText.picture(classes[labels[row]], classes[now[row]])}
              />
              <figcaption>{mistakesText.reads(classes[labels[row]], classes[now[row]])}</figcaption>
            </figure>
          ))}
        </div>
      ) : null}
    </>
  );
}
