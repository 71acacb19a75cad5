import { type ComponentType, useEffect, useState } from "react";
import { Guarded } from "./Guarded.tsx";

/** A component in a file of its own, fetched when it is needed. */
export interface FetchedPart<Props> {
  /** The component, once it has come. */
  readonly component: ComponentType<Props> | null;
  /** Fetches it, unless it has come; after a failure it may be called again. */
  readonly fetch: () => Promise<void>;
  /** Fetches it beforehand; a failure is told only when it is drawn. */
  readonly prepare: () => void;
}

export function partOf<Props>(load: () => Promise<ComponentType<Props>>): FetchedPart<Props> {
  let component: ComponentType<Props> | null = null;
  const fetch = async () => {
    component ??= await load();
  };
  return {
    get component() {
      return component;
    },
    fetch,
    prepare: () => void fetch().catch(() => undefined),
  };
}

/** Draws a part with its props; nothing until it has come. If it does not come, says so and offers to try again. */
export function Fetched<Props extends object>({ part, props }: { part: FetchedPart<Props>; props: Props }) {
  const [state, setState] = useState<"waits" | "came" | "failed">("waits");
  useEffect(() => {
    if (state !== "waits") return;
    let isGone = false;
    const end = (how: "came" | "failed") => () => {
      if (!isGone) setState(how);
    };
    part.fetch().then(end("came"), end("failed"));
    return () => {
      isGone = true;
    };
  }, [part, state]);
  if (part.component)
    return (
      <Guarded name="This part" of={part}>
        <part.component {...props} />
      </Guarded>
    );
  if (state !== "failed") return null;
  return (
    <div role="alert">
      <p>
        This part of the page could not be fetched; the connection may be gone. Nothing else is affected. If trying
        again does not help, reload the page: the link keeps the set-up, but not the trained weights.
      </p>
      <button type="button" className="btn" onClick={() => setState("waits")}>
        Try again
      </button>
    </div>
  );
}
