/** How many strands are drawn with a change: those that stand stay, few of them, or all. */
export type StrandsDrawn = "stay" | "few" | "all";

/** Milliseconds between strands while the cut moves, until all are drawn once it rests, and between weights while they train. */
const [apart, rest, weightsApart] = [240, 120, 250];

/** When what is drawn: at every move what stands in the picture, and strands, which cost most, as often as leaves the page time for other
 *  things. What is seen in another `frame` is drawn whole at once. */
export function createPicturePace(now: () => number = () => performance.now()) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: { readonly frame: unknown; readonly weights: unknown; readonly at: number } | null = null;
  let strandsAt: number | null = null;
  return {
    run(frame: unknown, weights: unknown, draw: (strands: StrandsDrawn) => void): void {
      clearTimeout(timer);
      const drawAll = () => {
        strandsAt = null;
        draw("all");
      };
      const before = last;
      if (!before || before.frame !== frame) {
        last = { frame, weights, at: now() };
        drawAll();
        return;
      }
      const isTrained = before.weights !== weights;
      const wait = isTrained ? before.at + weightsApart - now() : 0;
      if (wait > 0) {
        timer = setTimeout(() => this.run(frame, weights, draw), wait);
        return;
      }
      if (isTrained) last = { frame, weights, at: now() };
      // A change that no other follows is not worth drawing twice.
      strandsAt ??= now();
      const isDue = isTrained || now() - strandsAt >= apart;
      if (isDue) strandsAt = now();
      draw(isDue ? "few" : "stay");
      timer = setTimeout(drawAll, isTrained ? weightsApart + rest : rest);
    },
    stop: () => clearTimeout(timer),
  };
}
