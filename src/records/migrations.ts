import type { Content } from "./content.ts";

export type Json = Readonly<Record<string, unknown>>;

/** Makes what a kind of record said in one version what it says in the next. */
type Migration = (content: Content<Json>) => Content<Json>;

const withJson =
  (more: Json): Migration =>
  ({ json, arrays }) => ({ json: { ...json, ...more }, arrays });

/** The rest of a recipe is known of whatever stands, not of runs alone. */
const withPlan: Migration = ({ json, arrays }) => {
  const { plan } = { ...(json.unfinished as Json | null) };
  return { json: plan ? { ...json, plan } : json, arrays };
};

/** What is not kept any more. */
const without =
  (key: string): Migration =>
  ({ json, arrays }) => ({ json: Object.fromEntries(Object.entries(json).filter(([one]) => one !== key)), arrays });

const ofFiles = "file";

/** Data sets of the page are called by their ids. */
const dataById: Migration = ({ json, arrays }) => {
  const { data } = json.setup as Json;
  return { json: { ...json, data: data === ofFiles ? json.data : data }, arrays };
};

/** Test sets are counted by the data: what was downloaded was told as id, name, examples and a figure of its labels. */
const countedById: Migration = ({ json, arrays }) => {
  const opened = Object.entries(json.opened as Json).map(([source, times]) => {
    const [id, , ...rest] = source.split(",");
    return [rest.length === 2 && id !== ofFiles ? [id, id, ...rest].join() : source, times];
  });
  return { json: { ...json, opened: Object.fromEntries(opened) }, arrays };
};

/** One entry a version, of the kinds that it changed: the first makes records of version 1 ones of version 2. What is kept in browsers is of
 *  all of them, so entries are added and never changed; `fixtures` holds records of every version. */
const migrations: readonly Readonly<Partial<Record<string, Migration>>>[] = [
  // 2: states know their costs, and what it takes to go on with a run is kept.
  { node: withJson({ cost: null }), run: withJson({ unfinished: null }) },
  // 3: states know which data of a person's own are theirs, which those before cannot know; data are kept under that.
  {},
  // 4: what is left of a recipe is kept between its steps too.
  { run: withPlan },
  // 5: any layers may be protected, which earlier pages cannot read.
  {},
  // 6: how a step is told is not kept any more, and the last of steps that are lost is a step.
  { node: without("label") },
  // 7: data sets of the page go by their ids.
  { node: dataById, session: countedById },
];

/** Of the records that this page writes. */
export const recordVersion = migrations.length + 1;

/** What a record of some version says, as one of today would. */
export function migrated(kind: string, version: number, content: Content): Content {
  const isObject = typeof content.json === "object" && content.json !== null;
  if (!isObject) return content;
  return migrations.slice(version - 1).reduce((one, all) => all[kind]?.(one) ?? one, content as Content<Json>);
}
