/** How long a change waits for a frame at most, in milliseconds: a page that is not seen has none. */
const longest = 100;

/** Calls with the next frame, or soon where none comes; at once where there are none at all. */
function nextFrame(call: () => void): () => void {
  if (typeof requestAnimationFrame === "undefined") {
    call();
    return () => undefined;
  }
  const end = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  const run = () => {
    end();
    call();
  };
  const frame = requestAnimationFrame(run);
  const timer = setTimeout(run, longest);
  return end;
}

/** Tells who draws that something changed: at once, or once a frame of all that changed `within` since. */
export interface Telling {
  readonly subscribe: (listener: () => void) => () => void;
  /** Something changed. */
  readonly changed: () => void;
  /** What changes meanwhile is told with the next frame. */
  readonly within: (change: () => void) => void;
  /** What is to be told with the next frame may wait one more: the rest of it is on its way. */
  readonly hold: () => void;
  /** Tells now what waits for a frame. */
  readonly tell: () => void;
}

export function createTelling(soon: typeof nextFrame = nextFrame): Telling {
  const listeners = new Set<() => void>();
  let depth = 0;
  let holds = false;
  let cancel: (() => void) | null = null;
  const now = () => {
    cancel?.();
    cancel = null;
    holds = false;
    for (const listener of listeners) listener();
  };
  const due = () => {
    cancel = null;
    if (!holds) return now();
    holds = false;
    wait();
  };
  const wait = () => {
    let isOver = false;
    const end = soon(() => {
      isOver = true;
      due();
    });
    if (!isOver) cancel = end;
  };
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changed() {
      if (depth === 0) now();
      else if (!cancel) wait();
    },
    within(change) {
      depth++;
      try {
        change();
      } finally {
        depth--;
      }
    },
    hold() {
      holds = cancel !== null;
    },
    tell() {
      if (cancel) now();
    },
  };
}
