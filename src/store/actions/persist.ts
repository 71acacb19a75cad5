let isAsked = false;

/** Asks the browser not to clear what is kept when room is short; once, where a person has just said that something is to be kept, for some
 *  browsers ask them in turn. */
export function askToPersist(): void {
  if (isAsked) return;
  isAsked = true;
  // Missing where the page is not served securely, whatever its type says.
  const storage = navigator.storage as Partial<StorageManager> | undefined;
  storage?.persist?.().catch(() => undefined);
}
