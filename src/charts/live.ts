/** A value that changes more often than what is drawn around it: who draws it writes it himself. */
export interface Live<Value> {
  readonly get: () => Value;
  /** Tells of changes until the function that it returns is called. */
  readonly subscribe: (tell: () => void) => () => void;
  /** Tells of changes together with what is drawn around it. */
  readonly subscribeDrawn: (tell: () => void) => () => void;
}
