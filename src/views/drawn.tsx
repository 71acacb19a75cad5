import type { ComponentType } from "react";
import styles from "./Fetched.module.css";
import { Fetched, partOf } from "./Fetched.tsx";

type Drawings = typeof import("./drawings.ts");

/** A drawing by its name, asked for as soon as the page's script runs; until it has come, an empty box of its class keeps its room. All
 *  come together: that they do not is told in one place. */
export function drawingOf<Name extends keyof Drawings>(name: Name, className: string) {
  type Props = Parameters<Drawings[Name]>[0];
  const part = partOf(async () => (await import("./drawings.ts"))[name] as ComponentType<Props>);
  part.prepare();
  const room = <div className={className} />;
  const missing = (tryAgain: () => void) => (
    <div className={className}>
      <p className={styles.missing}>
        This chart could not be fetched.{" "}
        <button type="button" className="link" aria-label="Try again to fetch this chart" onClick={tryAgain}>
          Try again
        </button>
      </p>
    </div>
  );
  // The thread stands in a button, which says the same in words.
  const told = name === "TradeOff" ? undefined : name === "ThreadLine" ? () => room : missing;
  return (props: Props) => <Fetched part={part} props={props} name="The charts" room={room} missing={told} />;
}
