/** More connections than this are drawn in haste while they change, and in full once they rest, in milliseconds. */
const many = 600;
const rest = 160;
/** New weights are drawn anew: so many milliseconds a connection, most of which are the page's for other things. */
const share = 0.08;

/** When a network is drawn: at once, but many connections in haste first, and those of new weights not more often than leaves the page
 *  time for other things. */
export function createPace(now: () => number = () => performance.now()) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: { readonly weights: unknown; readonly at: number } | null = null;
  return {
    run(connections: number, weights: unknown, draw: (inHaste: boolean) => void): void {
      clearTimeout(timer);
      if (connections <= many) {
        draw(false);
        return;
      }
      const wait = last && last.weights !== weights ? last.at + share * connections - now() : 0;
      if (wait > 0) {
        timer = setTimeout(() => this.run(connections, weights, draw), wait);
        return;
      }
      if (last?.weights !== weights) last = { weights, at: now() };
      draw(true);
      timer = setTimeout(() => draw(false), rest);
    },
    stop: () => clearTimeout(timer),
  };
}
