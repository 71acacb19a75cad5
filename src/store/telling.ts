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

/** Calls after a while; at once where nothing is drawn. */
function later(call: () => void): () => void {
  if (typeof requestAnimationFrame === "undefined") return nextFrame(call);
  const timer = setTimeout(call, longest);
  return () => clearTimeout(timer);
}

/** So many frames what is told may wait for what is on its way. */
const mostHeld = 2;

/** Tells who draws that something changed: at once, or once a frame of all that changed `within` since. */
export interface Telling {
  readonly subscribe: (listener: () => void) => () => void;
  /** Something changed. */
  readonly changed: () => void;
  /** What changes meanwhile is told with the next frame, or, where it has time, with what is told next, within a tenth of a second. */
  readonly within: (change: () => void, hasTime?: boolean) => void;
  /** What is to be told with the next frame may wait two more: the rest of it is on its way. */
  readonly hold: () => void;
  /** Tells now what waits for a frame. */
  readonly tell: () => void;
}

export function createTelling(soon = nextFrame, whenever = later): Telling {
  const listeners = new Set<() => void>();
  /** How changes are told now: at once where nobody said otherwise. */
  let way: "once" | "frame" | "whenever" = "once";
  let waits: "no" | "frame" | "whenever" = "no";
  let holds = false;
  let held = 0;
  let cancel = () => undefined as unknown;
  const tell = () => {
    cancel();
    waits = "no";
    holds = false;
    held = 0;
    for (const listener of listeners) listener();
  };
  const due = () => {
    if (!holds || held === mostHeld) return tell();
    held++;
    wait("frame");
  };
  const wait = (how: "frame" | "whenever") => {
    cancel();
    waits = how;
    let isOver = false;
    const end = (how === "frame" ? soon : whenever)(() => {
      isOver = true;
      due();
    });
    // Where there are no frames it is over already.
    if (!isOver) cancel = end;
  };
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changed() {
      if (way === "once") tell();
      else if (waits === "no" || (waits === "whenever" && way === "frame")) wait(way);
    },
    within(change, hasTime = false) {
      const before = way;
      if (way === "once") way = hasTime ? "whenever" : "frame";
      try {
        change();
      } finally {
        way = before;
      }
    },
    hold() {
      holds = waits === "frame";
    },
    tell() {
      if (waits !== "no") tell();
    },
  };
}
