import { useMemo, useState } from "react";
import { Boundary } from "../charts/learned/Boundary.tsx";
import { PerClass } from "../charts/learned/PerClass.tsx";
import { Samples } from "../charts/learned/Samples.tsx";
import { SurvivingInputs } from "../charts/learned/SurvivingInputs.tsx";
import { useCut } from "../store/cut.ts";
import { useStore } from "../store/store.ts";
import type { Drawing } from "./DrawDigit.tsx";
import { partOf } from "./Fetched.tsx";
import { count, percent } from "./format.ts";
import { Panel } from "./Panel.tsx";
import { Results } from "./Results.tsx";
import { Sheet } from "./Sheet.tsx";

const mistakes = partOf(async () => (await import("./sheets.ts")).Mistakes);
const drawDigit = partOf(async () => (await import("./sheets.ts")).DrawDigit);

/** What the network does with the validation set at this cut. */
export function LearnedPanel() {
  const data = useStore((state) => state.data);
  const preview = useStore((state) => state.preview);
  const uncut = useStore((state) => state.uncut);
  const cut = useCut();
  const points = data?.kind !== "images";
  const broken = useMemo(() => {
    if (!data || !preview || !uncut) return new Uint8Array();
    return data.labels.map((label, i) => Number(uncut.predictions[i] === label && preview.predictions[i] !== label));
  }, [data, preview, uncut]);
  const table = () => ({
    caption: "Validation accuracy by class",
    columns: ["Class", "Before the cut", "At the cut"],
    rows: (data?.classes ?? []).map((name, c) => [
      name,
      uncut ? `${percent(uncut.perClass[c])}\u202f%` : "–",
      preview ? `${percent(preview.perClass[c])}\u202f%` : "–",
    ]),
  });
  const [drawing, draw] = useState<Drawing>({ strokes: [], picture: null, written: 0 });
  const canDraw = data?.inputShape.join() === "28,28" && data.classes.length === 10;
  const first = cut?.snapshot.layers[0];
  // A convolution reads every pixel with every weight: nothing to map.
  const readsPixels = first?.shape.length !== 4;
  return (
    <Panel
      id="learned"
      title="What it learned"
      say={
        points
          ? "validation points on the network’s own map"
          : readsPixels
            ? "pixels still read, and samples"
            : "samples, and what it reads"
      }
      tools={
        <>
          {data && data.classes.length <= 20 ? (
            <Sheet
              label="mistakes"
              name="What is mistaken"
              title="Mistakes"
              width="wide"
              className="fold tool"
              part={mistakes}
              props={{}}
            />
          ) : null}
          {canDraw ? (
            <Sheet
              label="draw"
              name="Draw a digit"
              title="Your own digit"
              width="wide"
              className="fold tool"
              part={drawDigit}
              props={{ drawing, onDraw: draw }}
            />
          ) : null}
        </>
      }
      table={table}
    >
      {(twin) => {
        if (twin)
          return (
            <div className="learn">
              {twin}
              <Results />
            </div>
          );
        if (points)
          return (
            <div className="learn">
              {data && preview?.field ? (
                <Boundary
                  field={preview.field}
                  points={data.shown as Float32Array}
                  labels={data.labels}
                  broken={broken}
                  summary={`Decision boundary over ${count(data.labels.length)} validation points, ${percent(preview.accuracy)}\u202f% right`}
                />
              ) : (
                <div className="boundary" />
              )}
              <Results />
            </div>
          );
        return (
          <div className="learn images">
            {data && first && cut ? (
              <>
                {readsPixels ? <SurvivingInputs bits={cut.mask.get(first.name)!} shape={data.inputShape} /> : null}
                <Samples
                  images={data.shown}
                  rows={data.shownRows}
                  shape={data.inputShape}
                  classes={data.classes}
                  labels={data.labels}
                  predictions={preview?.predictions ?? null}
                />
              </>
            ) : null}
            <Results />
            {preview && uncut && data && data.classes.length <= 20 ? (
              <div className="pays">
                <WhoPays broken={broken} />
                <PerClass before={uncut.perClass} now={preview.perClass} classes={data.classes} />
              </div>
            ) : null}
          </div>
        );
      }}
    </Panel>
  );
}

/** Heading of the accuracy by class: how many images the cut broke. */
function WhoPays({ broken }: { broken: Uint8Array }) {
  const lost = broken.reduce((sum, one) => sum + one, 0);
  return (
    <p className="hint">
      {lost > 0 ? (
        <>
          <span className="cutc">{count(lost)} broken</span>
          <span className="wordy">: ring before, dot now</span>
        </>
      ) : (
        <>
          by class<span className="wordy">: ring before, dot now</span>
        </>
      )}
    </p>
  );
}
