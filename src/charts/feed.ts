/** Plain data that changes with every move: what it is now, null before there is any, and when it has changed. Drawn without rendering. */
export interface Feed<Data> {
  readonly read: () => Data | null;
  readonly subscribe: (changed: () => void) => () => void;
}
