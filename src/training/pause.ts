const channel = new MessageChannel();
/** Pauses that go on: one in a worker, more where several sessions share a thread. */
const waiting = new Set<() => void>();
let isPosted = false;

channel.port1.onmessage = () => {
  isPosted = false;
  for (const goOn of waiting) goOn();
};

/** Lets the worker look at its messages. A message comes at once where a timer may be held back to 4 ms; in WebKit it goes through
 *  the page's thread, and a busy page would hold the worker up: then the timer is first. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    const goOn = () => {
      waiting.delete(goOn);
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(goOn);
    waiting.add(goOn);
    if (!isPosted) channel.port2.postMessage(null);
    isPosted = true;
  });
}

export const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
