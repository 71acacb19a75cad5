import { useMemo, useState } from "react";
import { Line } from "../charts/Line.tsx";
import boundary from "../charts/learned/Boundary.module.css";
import inputs from "../charts/learned/KeptInputs.module.css";
import perClassStyles from "../charts/learned/PerClass.module.css";
import samples from "../charts/learned/Samples.module.css";
import surviving from "../charts/learned/SurvivingInputs.module.css";
import { examplesPerClass, knownPerClass } from "../data/classes.ts";
import { useBefore } from "../store/before.ts";
import { type Cut, useCut, useIsPending } from "../store/cut.ts";
import { useResult } from "../store/results.ts";
import { useStore } from "../store/store.ts";
import type { DataSummary, DrawnDigits } from "../worker/protocol/data.ts";
import type { Drawing } from "./DrawDigit.tsx";
import { drawingOf } from "./drawn.tsx";
import { partOf } from "./Fetched.tsx";
import { count, percent } from "./format.ts";
import styles from "./LearnedPanel.module.css";
import { Panel } from "./Panel.tsx";
import { Results } from "./Results.tsx";
import { Sheet } from "./Sheet.tsx";
import type { UnitsView } from "./UnitsSheet.tsx";

const Boundary = drawingOf("Boundary", boundary.boundary);
const KeptInputs = drawingOf("KeptInputs", inputs.inputs);
const KeptPoints = drawingOf("KeptPoints", surviving.surviving);
const PerClass = drawingOf("PerClass", perClassStyles.classes);
const Samples = drawingOf("Samples", samples.samples);
const SurvivingInputs = drawingOf("SurvivingInputs", surviving.surviving);
const mistakes = partOf(async () => (await import("./sheets.ts")).Mistakes);
const drawDigit = partOf(async () => (await import("./sheets.ts")).DrawDigit);
const unitsSheet = partOf(async () => (await import("./sheets.ts")).UnitsSheet);

/** Classes that can be told apart side by side. */
const mostClasses = 20;

/** What the network does with the validation set at this cut. */
export function LearnedPanel() {
  const data = useStore((state) => state.data);
  const preview = useResult("preview");
  const drawn = useStore((state) => state.preparing?.drawn);
  const cut = useCut();
  const isPending = useIsPending();
  const pending = isPending ? styles.pending : "";
  const before = useBefore();
  const broken = useMemo(() => {
    if (!data || !preview || !before) return new Uint8Array();
    return data.labels.map((label, i) => Number(before.predictions[i] === label && preview.predictions[i] !== label));
  }, [data, preview, before]);
  const perClass = useMemo(() => {
    if (!data || !preview || !before) return null;
    const counts = examplesPerClass(data.labels, data.classes.length);
    return { before: knownPerClass(before.perClass, counts), now: knownPerClass(preview.perClass, counts) };
  }, [data, preview, before]);
  const table = () => ({
    caption: "Validation accuracy by class",
    columns: ["Class", before ? before.name.replace(/^the/, "The") : "Before", "Now"],
    rows: (data?.classes ?? []).map((name, c) => [
      name,
      ...[perClass?.before[c], perClass?.now[c]].map((share) =>
        share === undefined || Number.isNaN(share) ? "–" : `${percent(share)}\u202f%`,
      ),
    ]),
  });
  return (
    <Panel
      title="What it learned"
      className={styles.panel}
      sayShort={data?.kind === "points" ? "validation examples" : "samples"}
      say={data ? sayOf(data, cut) : drawn ? "digits as they are drawn" : undefined}
      tools={<Tools data={data} />}
      table={table}
    >
      {(twin) => {
        if (twin)
          return (
            <div className={styles.learn}>
              {twin}
              <Results />
            </div>
          );
        if (!data && drawn) return <BeingDrawn {...drawn} />;
        if (!data || data.kind === "points")
          return (
            <div className={`${styles.learn} ${pending}`}>
              {data && preview?.field ? (
                <Boundary
                  field={preview.field}
                  points={data.shown as Float32Array}
                  labels={data.labels}
                  broken={broken}
                  summary={`Decision boundary over ${count(data.labels.length)} validation examples, accuracy ${percent(preview.accuracy)}\u202f%`}
                />
              ) : (
                <div className={boundary.boundary} />
              )}
              <Results />
            </div>
          );
        return (
          <div className={`${styles.learn} ${styles.images} ${pending}`}>
            {cut ? <Inputs data={data} cut={cut} /> : null}
            {data.kind === "table" ? null : (
              <Samples
                images={data.shown}
                rows={data.shownRows}
                shape={data.inputShape}
                classes={data.classes}
                labels={data.labels}
                predictions={preview?.predictions ?? null}
                confidences={preview?.confidences ?? null}
              />
            )}
            <Results isSmall />
            {perClass && data.classes.length <= mostClasses ? (
              <div className={styles.pays}>
                <WhoPays broken={broken} before={before?.short ?? "before"} />
                <PerClass {...perClass} classes={data.classes} />
              </div>
            ) : null}
          </div>
        );
      }}
    </Panel>
  );
}

/** Digits on their way: what they are of is known, and no more. */
function BeingDrawn({ inputs, labels }: DrawnDigits) {
  const rows = useMemo(() => Uint32Array.from(labels.keys()), [labels]);
  return (
    <div className={`${styles.learn} ${styles.images}`}>
      <Samples
        images={inputs}
        rows={rows}
        shape={drawnShape}
        classes={digits}
        labels={labels}
        predictions={null}
        confidences={null}
      />
      <Results isSmall />
    </div>
  );
}

const drawnShape = [28, 28];
const digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** A convolution reads every pixel with every weight: there is nothing to map. */
const readsByPlace = (cut: Cut | null) => cut?.snapshot.layers[0].shape.length !== 4;

function sayOf(data: DataSummary, cut: Cut | null): string {
  switch (data.kind) {
    case "images":
      return readsByPlace(cut) ? "pixels read, samples" : "samples, as read";
    case "signals":
      return "inputs read, samples";
    case "table":
      return "inputs read, who pays";
    default:
      return "validation examples on the network’s map";
  }
}

/** What the first layer still reads, live under the slider. */
function Inputs({ data, cut }: { data: DataSummary; cut: Cut }) {
  const [first] = cut.snapshot.layers;
  const bits = cut.mask.get(first.name)!;
  if (data.kind === "table") return <KeptInputs bits={bits} names={data.inputNames} />;
  if (data.kind === "signals") return <KeptPoints bits={bits} points={data.inputShape[0]} />;
  return readsByPlace(cut) ? <SurvivingInputs bits={bits} shape={data.inputShape} /> : null;
}

/** Sheets that look closer; they stay open while the slider moves. */
function Tools({ data }: { data: DataSummary | null }) {
  const [drawing, draw] = useState<Drawing>({ strokes: [], picture: null, written: 0 });
  const [view, look] = useState<UnitsView>({ layer: 0, sample: 0, unit: 0 });
  const sheet = { width: "wide", stays: true } as const;
  const canDraw = data?.inputShape.join() === "28,28" && data.classes.length === 10 && data.classes[0] === "0";
  return (
    <>
      {data && data.classes.length <= mostClasses ? (
        <Sheet {...sheet} label="mistakes" name="What is mistaken" title="Mistakes" part={mistakes} props={{}} />
      ) : null}
      {data?.kind === "images" ? (
        <Sheet
          {...sheet}
          label="units"
          name="What units see"
          title="What units see"
          part={unitsSheet}
          props={{ view, onView: look }}
        />
      ) : null}
      {canDraw ? (
        <Sheet
          {...sheet}
          label="draw"
          name="Draw a digit"
          title="Your own digit"
          part={drawDigit}
          props={{ drawing, onDraw: draw }}
        />
      ) : null}
    </>
  );
}

/** Heading of the accuracy by class: how many images the cut broke. */
function WhoPays({ broken, before }: { broken: Uint8Array; before: string }) {
  const lost = broken.reduce((sum, one) => sum + one, 0);
  return (
    <Line className="hint">
      {lost > 0 ? (
        <>
          <span className="cutc">{count(lost)} broken</span>
          <span className="wordy">: ring {before}, dot now</span>
        </>
      ) : (
        <>
          by class<span className="wordy">: ring {before}, dot now</span>
        </>
      )}
    </Line>
  );
}
