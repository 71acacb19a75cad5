import type { ComponentType } from "react";
import histogram from "../charts/histogram/Histogram.module.css";
import boundary from "../charts/learned/Boundary.module.css";
import inputs from "../charts/learned/KeptInputs.module.css";
import perClass from "../charts/learned/PerClass.module.css";
import samples from "../charts/learned/Samples.module.css";
import surviving from "../charts/learned/SurvivingInputs.module.css";
import matrices from "../charts/network/WeightMatrices.module.css";
import plot from "../charts/plot.module.css";
import { Fetched, partOf } from "./Fetched.tsx";

type Drawings = typeof import("./drawings.ts");

/** A drawing by its name, asked for as soon as the page's script runs; until it has come, an empty box of its class keeps its room. All
 *  come together: that they do not is told in one place. */
function drawn<Name extends keyof Drawings>(name: Name, className: string) {
  type Props = Parameters<Drawings[Name]>[0];
  const part = partOf(async () => (await import("./drawings.ts"))[name] as ComponentType<Props>);
  part.prepare();
  const room = <div className={className} />;
  const silent = name !== "TradeOff";
  return (props: Props) => <Fetched part={part} props={props} name="The charts" room={room} silent={silent} />;
}

export const Boundary = drawn("Boundary", boundary.boundary);
export const Histogram = drawn("Histogram", histogram.histogram);
export const KeptInputs = drawn("KeptInputs", inputs.inputs);
export const KeptPoints = drawn("KeptPoints", surviving.surviving);
export const NetworkDiagram = drawn("NetworkDiagram", plot.plot);
export const PerClass = drawn("PerClass", perClass.classes);
export const Samples = drawn("Samples", samples.samples);
export const SurvivingInputs = drawn("SurvivingInputs", surviving.surviving);
export const Timeline = drawn("Timeline", plot.plot);
export const TradeOff = drawn("TradeOff", plot.plot);
export const WeightMatrices = drawn("WeightMatrices", matrices.matrices);
