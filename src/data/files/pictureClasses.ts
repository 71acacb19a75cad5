import { DataFileError, type DataFileInput } from "./fault.ts";
import { labelsFrom } from "./labels.ts";
import { labelsInNames } from "./nameLabels.ts";
import { type ExamplePlace, partOf, placesOf } from "./parts.ts";
import type { FileSaid } from "./said.ts";

/** Classes and parts by folders, or by a table that is sure to be about them; where the folders say nothing by a table, or by names. */
export function pictureClasses(
  names: readonly string[],
  tables: readonly DataFileInput[],
): { places: ExamplePlace[]; notes: FileSaid[] } {
  const byFolder = placesOf(names);
  const notes: FileSaid[] = [];
  let places: ExamplePlace[] = byFolder;
  let isIn: "tables" | "names" | null = null;
  const isSilent = new Set(byFolder.map(({ label }) => label)).size < 2;
  const found = labelsFrom(
    tables,
    names,
    byFolder.map((place) => place.part),
  );
  if (found && (found.isSure || isSilent)) {
    notes.push({ id: "classes-by-table", tables: found.tables });
    isIn = "tables";
    places = byFolder.map(({ part: own }, i) => ({ part: own ?? found.places[i].part, label: found.places[i].label }));
  } else {
    const named = byName(names, byFolder, isSilent);
    if (named) {
      notes.push({ id: "classes-by-name", ...named.by });
      isIn = "names";
      places = named.places;
    }
  }
  const homeless = names.filter((_, i) => places[i].label === undefined);
  if (homeless.length === names.length) throw new DataFileError({ id: "picture-homeless", file: homeless[0] });
  for (const [folder, inside] of byFolderOf(homeless))
    notes.push({ id: "pictures-homeless", folder: folder || null, count: inside.length, isIn });
  return { places, notes };
}

/** Classes by the names of files, where folders tell none, or nothing but parts: train, test1. */
function byName(
  names: readonly string[],
  byFolder: readonly ExamplePlace[],
  isSilent: boolean,
): { places: ExamplePlace[]; by: { readonly example: string; readonly label: string } } | undefined {
  const partIn = ({ part: own, label }: ExamplePlace) => own ?? (label === undefined ? undefined : partOf(label));
  const toLearn = names.filter((_, i) => partIn(byFolder[i]) === "train");
  if (!isSilent && !byFolder.some(({ label }) => label !== undefined && partOf(label) === "train")) return undefined;
  const labelIn = labelsInNames(toLearn.length > 0 ? toLearn : names);
  if (!labelIn) return undefined;
  const example = (toLearn.length > 0 ? toLearn : names).find((name) => labelIn(name) !== undefined)!;
  return {
    places: byFolder.map((place, i) => ({ part: partIn(place), label: labelIn(names[i]) })),
    by: { example: example.slice(example.lastIndexOf("/") + 1), label: labelIn(example)! },
  };
}

function byFolderOf(names: readonly string[]): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const name of names) {
    const folder = name.split("/").slice(0, -1).join("/");
    folders.set(folder, [...(folders.get(folder) ?? []), name]);
  }
  return folders;
}
