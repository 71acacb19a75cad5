/** The right to write a session: one tab at a time. */
export interface Claim {
  readonly session: string;
  /** False where the browser knows no locks (pages without https): a second writer is then found out when both write. */
  readonly isSure: boolean;
  release(): void;
}

const prefix = "pruning-playground session ";

/** Claims a session for this tab or worker, with whose end the claim goes; null where another has it. A worker that takes the place of one
 *  that was ended waits for so many milliseconds until the browser has noticed. */
export function claimSession(session: string, patience = 0): Promise<Claim | null> {
  const unsure: Claim = { session, isSure: false, release: () => undefined };
  if (!locks()) return Promise.resolve(unsure);
  return new Promise((resolve) => {
    const options = patience > 0 ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true };
    locks()!
      .request(prefix + session, options, (lock) => {
        if (!lock) return resolve(null);
        return new Promise<void>((release) => resolve({ session, isSure: true, release }));
      })
      .catch((error: unknown) => {
        const isLate = error instanceof DOMException && error.name === "TimeoutError";
        // Documents without an origin of their own have locks that nobody can ask for.
        resolve(isLate ? null : unsure);
      });
  });
}

/** Sessions that some tab has claimed, this one included; none are known where the browser knows no locks. */
export async function claimedSessions(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await locks()
    ?.query()
    .catch(() => undefined)) ?? { held: [] };
  return new Set(held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])));
}

const locks = (): LockManager | undefined => (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
