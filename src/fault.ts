/** What is told by id and figures, plain data, from the figures of every id: sentences are made of it in the catalogue alone (`text/faults`). */
export type SaidOf<Figures> = {
  [Id in keyof Figures & string]: keyof Figures[Id] extends never
    ? { readonly id: Id }
    : { readonly id: Id } & Figures[Id];
}[keyof Figures & string];

/** What has no figures. */
export type NoFigures = Readonly<Record<never, never>>;

/** What went wrong and can be told to people; every area has a kind of its own, which says what can be said. */
export abstract class Fault<Said extends { readonly id: string } = { readonly id: string }> extends Error {
  readonly said: Said;

  constructor(said: Said, options?: ErrorOptions) {
    // For the console, and whoever looks for the place.
    super(JSON.stringify(said), options);
    this.said = said;
  }
}
