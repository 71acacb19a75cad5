import type { GivenData } from "../data/dataset.ts";
import type { Work } from "./work.ts";

/** Networks that stand ready at most, and the bytes of their data. What was done with others is in the tree: they are made anew. */
const mostNetworks = 20;
const mostBytes = 256 * 2 ** 20;

/** Networks that others took the place of, ready to go on: with their data, evaluators and wishes. The oldest are let go where room is
 *  short, those with data of a person's own last, for nobody can make it again. */
export class Networks {
  readonly #works = new Map<number, Work>();

  keep(work: Work): void {
    const { id } = work.training;
    this.#works.delete(id);
    this.#works.set(id, work);
    while (this.#works.size > 1 && (this.#works.size > mostNetworks || this.#bytes() > mostBytes)) this.#letGo(id);
  }

  /** The network of a run is looked after by somebody else. */
  take(run: number): void {
    this.#works.delete(run);
  }

  /** Data that was given with one of them: the latest that are meant. */
  given(areMeant: (given: GivenData) => boolean): GivenData | undefined {
    return [...this.#works.values()].findLast(({ given }) => given && areMeant(given))?.given;
  }

  /** The network of a run, which stays here; undefined where it is not ready. */
  get(run: number): Work | undefined {
    return this.#works.get(run);
  }

  #letGo(latest: number): void {
    const older = [...this.#works].filter(([run]) => run !== latest);
    const [run] = older.find(([, { given }]) => given === undefined) ?? older[0];
    this.#works.delete(run);
  }

  #bytes(): number {
    const works = [...this.#works.values()];
    const shared = new Set(works.map(({ given }) => given));
    let bytes = 0;
    for (const given of shared) bytes += given?.dataset.inputs.byteLength ?? 0;
    for (const { training } of works) {
      const { data, test, summary } = training.prepared;
      bytes += data.inputs.byteLength + test.inputs.byteLength + summary.shown.byteLength;
    }
    return bytes;
  }
}
