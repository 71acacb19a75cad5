const channel = new MessageChannel();
let goOn: (() => void) | undefined;
let isPosted = false;

channel.port1.onmessage = () => {
  isPosted = false;
  goOn?.();
};

/** Lets the worker look at its messages; one pause at a time. A message comes at once where a timer may be held back to 4 ms; in
 *  WebKit it goes through the page's thread, and a busy page would hold the worker up: then the timer is first. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => goOn?.());
    goOn = () => {
      goOn = undefined;
      clearTimeout(timer);
      resolve();
    };
    if (!isPosted) channel.port2.postMessage(null);
    isPosted = true;
  });
}

export const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
