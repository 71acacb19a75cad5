import { type ComponentType, type ReactNode, startTransition, useEffect, useState } from "react";
import { failures } from "../text/failures.ts";

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

/** Parts that did not come, to be tried again as soon as another has. */
const failed = new Set<() => void>();

/** Draws a part with its props; until it has come, what keeps its room. If it does not come, says so and offers to try again: at length
 *  and aloud, or as `missing` has it. */
export function Fetched<Props extends object>(fetched: {
  part: FetchedPart<Props>;
  props: Props;
  name?: string;
  room?: ReactNode;
  missing?: ((tryAgain: () => void) => ReactNode) | undefined;
}) {
  const { part, props, name = failures.part, room = null, missing } = fetched;
  const [state, setState] = useState<"waits" | "came" | "failed">("waits");
  useEffect(() => {
    if (state === "came") return;
    const again = () => setState("waits");
    if (state === "failed") {
      failed.add(again);
      return () => void failed.delete(again);
    }
    let isGone = false;
    const end = (how: "came" | "failed") => () => {
      if (isGone) return;
      // In slices: those that come together are many.
      startTransition(() => setState(how));
      if (how === "came") for (const again of failed) again();
    };
    part.fetch().then(end("came"), end("failed"));
    return () => {
      isGone = true;
    };
  }, [part, state]);
  if (part.component) return <part.component {...props} />;
  if (state !== "failed") return room;
  const tryAgain = () => setState("waits");
  if (missing) return missing(tryAgain);
  return (
    <div role="alert">
      <p>{failures.unfetched(name)}</p>
      <button type="button" className="btn" onClick={tryAgain}>
        {failures.tryAgain}
      </button>
    </div>
  );
}
