/** When a job has its turn: before anything else is done; between two bursts of training, in its share of the time, and at rest; when
 *  nothing trains; or once nothing was answered at once for a moment. */
export type When = "at-once" | "while-training" | "at-rest" | "rested";

/** What is to be found out. Asked anew by the same id it replaces what was asked before; `of` the same it is answered once. */
export interface Question<Id extends string = string> {
  readonly id: Id;
  /** All that the answer depends on: the version of the weights, the place of the handle, the method. */
  readonly of: string;
}

/** A job under way: between two calls lies the least that is done in one go. Null where there is no answer. */
export interface Slices<Answer> {
  next(): Promise<IteratorResult<void, Answer | null>>;
}

/** A job that is done in one slice. */
export const inOne = <Answer>(find: () => Answer | null | Promise<Answer | null>): Slices<Answer> => ({
  next: async () => ({ done: true, value: await find() }),
});

interface KindOfJob<Look, Asked extends Question> {
  /** The higher goes first. */
  readonly priority: number;
  /** Whether an answer is worth to be known when others have taken the place of what it is about. */
  readonly outlives?: boolean;
  /** What it has to find out for what is looked at; `trains` while a run goes on. */
  questions(look: Look, trains: boolean): readonly Asked[];
}

/** A kind of job that is done in one go, before anything else. */
export interface UrgentKind<Look, Answer, Asked extends Question = Question> extends KindOfJob<Look, Asked> {
  readonly when: "at-once";
  answer(look: Look, asked: Asked): Answer;
}

/** A kind of job that is done slice by slice. */
export interface SlicedKind<Look, Answer, Asked extends Question = Question> extends KindOfJob<Look, Asked> {
  readonly when: Exclude<When, "at-once">;
  /** Of the time while training, 0..1; there what was begun is finished, for what it was begun with. */
  readonly share?: number;
  /** Least time from an end to the next beginning while training, in milliseconds. */
  readonly pause?: number;
  work(look: Look, asked: Asked): Slices<Answer>;
}

export type JobKind<Look, Answer> = UrgentKind<Look, Answer> | SlicedKind<Look, Answer>;
