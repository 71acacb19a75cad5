import { useState } from "react";
import samples from "../../charts/learned/Samples.module.css";
import inputs from "../../charts/learned/SurvivingInputs.module.css";
import { type Cut, useCut } from "../../store/cut.ts";
import { useResult } from "../../store/results.ts";
import type { DataSummary } from "../../worker/protocol/data.ts";
import type { Drawing } from "../DrawDigit.tsx";
import { drawingOf } from "../drawn.tsx";
import { partOf } from "../Fetched.tsx";
import { Sheet } from "../Sheet.tsx";
import type { UnitsView } from "../UnitsSheet.tsx";
import styles from "./ImagesPicture.module.css";

const KeptPoints = drawingOf("KeptPoints", inputs.surviving);
const Samples = drawingOf("Samples", samples.samples);
const SurvivingInputs = drawingOf("SurvivingInputs", inputs.surviving);
const mistakes = partOf(async () => (await import("../sheets.ts")).Mistakes);
const drawDigit = partOf(async () => (await import("../sheets.ts")).DrawDigit);
const unitsSheet = partOf(async () => (await import("../sheets.ts")).UnitsSheet);

/** Samples and what the network reads them as. */
export function ImagesPicture({ data }: { data: DataSummary }) {
  const preview = useResult("preview");
  const cut = useCut();
  return (
    <div className={styles.images}>
      <Tools data={data} />
      {cut ? <Inputs data={data} cut={cut} /> : null}
      <Samples
        images={data.shown}
        rows={data.shownRows}
        shape={data.inputShape}
        classes={data.classes}
        labels={data.labels}
        predictions={preview?.predictions ?? null}
        confidences={preview?.confidences ?? null}
      />
    </div>
  );
}

/** What the first layer still reads, live under the slider; a convolution reads every pixel with every weight. */
function Inputs({ data, cut }: { data: DataSummary; cut: Cut }) {
  const [first] = cut.snapshot.layers;
  const bits = cut.mask.get(first.name)!;
  if (data.kind === "signals") return <KeptPoints bits={bits} points={data.inputShape[0]} />;
  return first.shape.length === 4 ? null : <SurvivingInputs bits={bits} shape={data.inputShape} />;
}

/** Sheets that look closer; they stay open while the slider moves. */
function Tools({ data }: { data: DataSummary }) {
  const [drawing, draw] = useState<Drawing>({ strokes: [], picture: null, written: 0 });
  const [view, look] = useState<UnitsView>({ layer: 0, sample: 0, unit: 0 });
  const sheet = { width: "wide", stays: true } as const;
  const canDraw = data.inputShape.join() === "28,28" && data.classes.length === 10 && data.classes[0] === "0";
  return (
    <p>
      <Sheet {...sheet} label="mistakes" name="What is mistaken" title="Mistakes" part={mistakes} props={{}} />
      {data.kind === "images" ? (
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
    </p>
  );
}
