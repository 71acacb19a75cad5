/** Which network, and which of its states. */
export interface StateKey {
  /** Counts the networks that the page asked for. */
  readonly run: number;
  /** Counts weights and rankings alike, another version means other figures; 0 where there are none yet. */
  readonly version: number;
}

/** A message with what it is about: a command with the state that the page showed, of the network that it asked for last; an event
 *  with the state that it tells of. Each side drops in one place what comes late (`Session`, `reduce`). */
export type About<Message> = Message & { readonly key: StateKey };

/** Where the slider stands: the cut of a ranking. */
export interface Handle {
  /** 0..1. */
  readonly sparsity: number;
  /** Where layers are cut by hand, how much of each goes, 0..1, in network order. */
  readonly shares?: readonly number[];
}

export const isSameHandle = (one: Handle, other: Handle): boolean =>
  one.sparsity === other.sparsity && String(one.shares) === String(other.shares);
