import type { ComponentType } from "react";
import { failures } from "../text/failures.ts";
import styles from "./Fetched.module.css";
import { Fetched, type FetchedPart, partOf } from "./Fetched.tsx";

type Drawings = typeof import("./drawings.ts");
type ImageDrawings = typeof import("./imageDrawings.ts");

/** A drawing by its name, asked for as soon as the page's script runs; until it has come, an empty box of its class keeps its room. All
 *  come together: that they do not is told in one place. */
export function drawingOf<Name extends keyof Drawings>(name: Name, className: string) {
  const part = partOf(
    async () => (await import("./drawings.ts"))[name] as ComponentType<Parameters<Drawings[Name]>[0]>,
  );
  part.prepare();
  // The thread stands in a button, which says the same in words.
  return drawn(part, className, name === "TradeOff" ? "told" : name === "ThreadLine" ? "untold" : "short");
}

/** One of those for images and signals, asked for with the first such data. */
export const imageDrawingOf = <Name extends keyof ImageDrawings>(name: Name, className: string) =>
  drawn(
    partOf(async () => (await import("./imageDrawings.ts"))[name] as ComponentType<Parameters<ImageDrawings[Name]>[0]>),
    className,
    "short",
  );

/** `failure`: how much is said where it does not come. */
function drawn<Props extends object>(
  part: FetchedPart<Props>,
  className: string,
  failure: "told" | "short" | "untold",
) {
  const room = <div className={className} />;
  const missing = (tryAgain: () => void) => (
    <div className={className}>
      <p className={styles.missing}>
        {failures.unfetchedChart}{" "}
        <button type="button" className="link" aria-label={failures.tryAgainChart} onClick={tryAgain}>
          {failures.tryAgain}
        </button>
      </p>
    </div>
  );
  const told = failure === "told" ? undefined : failure === "untold" ? () => room : missing;
  return (props: Props) => <Fetched part={part} props={props} name={failures.charts} room={room} missing={told} />;
}
