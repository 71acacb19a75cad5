import { DataFileError, type DataFileInput } from "./fault.ts";
import { labelsFrom } from "./labels.ts";
import { labelsInNames } from "./nameLabels.ts";
import { type ExamplePlace, partOf, placesOf } from "./parts.ts";

/** Classes and parts by folders, or by a table that is sure to be about them; where the folders say nothing by a table, or by names. */
export function pictureClasses(
  names: readonly string[],
  tables: readonly DataFileInput[],
): { places: ExamplePlace[]; notes: string[] } {
  const byFolder = placesOf(names);
  const notes: string[] = [];
  let places: ExamplePlace[] = byFolder;
  let elsewhere = "";
  const isSilent = new Set(byFolder.map(({ label }) => label)).size < 2;
  const found = labelsFrom(
    tables,
    names,
    byFolder.map((place) => place.part),
  );
  if (found && (found.isSure || isSilent)) {
    notes.push(found.description);
    elsewhere = " and in no table";
    places = byFolder.map(({ part: own }, i) => ({ part: own ?? found.places[i].part, label: found.places[i].label }));
  } else {
    const named = byName(names, byFolder, isSilent);
    if (named) {
      notes.push(named.description);
      elsewhere = ", and its name tells none";
      places = named.places;
    }
  }
  const homeless = names.filter((_, i) => places[i].label === undefined);
  if (homeless.length === names.length)
    throw new DataFileError(
      "bad-label",
      `${homeless[0]}: lies in no folder of a class, so its class is not known. Put pictures into a folder for every class, and open the folder around them or a zip of it; or add labels.csv, a table of file names and classes; or begin their names with the class (cat.1.jpg).`,
    );
  for (const [folder, inside] of byFolderOf(homeless))
    notes.push(
      `${folder}: ${countedPictures(inside.length)} in no folder of a class${elsewhere}, so the class is not known; left out.`,
    );
  return { places, notes };
}

/** Classes by the names of files, where folders tell none, or nothing but parts: train, test1. */
function byName(
  names: readonly string[],
  byFolder: readonly ExamplePlace[],
  isSilent: boolean,
): { places: ExamplePlace[]; description: string } | undefined {
  const partIn = ({ part: own, label }: ExamplePlace) => own ?? (label === undefined ? undefined : partOf(label));
  const toLearn = names.filter((_, i) => partIn(byFolder[i]) === "train");
  if (!isSilent && !byFolder.some(({ label }) => label !== undefined && partOf(label) === "train")) return undefined;
  const labelIn = labelsInNames(toLearn.length > 0 ? toLearn : names);
  if (!labelIn) return undefined;
  const example = (toLearn.length > 0 ? toLearn : names).find((name) => labelIn(name) !== undefined)!;
  return {
    places: byFolder.map((place, i) => ({ part: partIn(place), label: labelIn(names[i]) })),
    description: `Classes come from the names: “${example.slice(example.lastIndexOf("/") + 1)}” is “${labelIn(example)}”.`,
  };
}

function byFolderOf(names: readonly string[]): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const name of names) {
    const folder = name.split("/").slice(0, -1).join("/") || "not in a folder";
    folders.set(folder, [...(folders.get(folder) ?? []), name]);
  }
  return folders;
}

export const countedPictures = (count: number) =>
  count === 1 ? "1 picture" : `${count.toLocaleString("en")} pictures`;
