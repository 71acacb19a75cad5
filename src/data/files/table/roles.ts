import { DataFileError, type DataFileInput } from "../fault.ts";
import { partOfFile, placesOf } from "../parts.ts";
import { namesOf } from "../told.ts";
import type { TableFile } from "./table.ts";

/** The files that make one table, the one to learn from first: a single one, or one for training and others for validation and test, by
 *  names and folders that are exactly that; throws DataFileError where that is not clear. */
export function tableFiles<File extends DataFileInput>(files: readonly File[]): (File & TableFile)[] {
  const single = withoutCopies(files);
  const folders = placesOf(single.map(({ name }) => name));
  const different = single.map((file, i) => ({ ...file, role: partOfFile(file.name) ?? folders[i].part }));
  const as = (role: TableFile["role"] | undefined) => different.filter((file) => file.role === role);
  const [trained, unnamed] = [as("train"), as(undefined)];
  // Of adult.data and adult.test the first is to learn from.
  const toLearn =
    trained.length > 0 ? trained : different.length === 1 || unnamed.length === 1 ? [unnamed[0] ?? different[0]] : [];
  const [validation, test] = [as("validation"), as("test")].map((some) =>
    some.filter((file) => !toLearn.includes(file)),
  );
  if (toLearn.length !== 1 || validation.length > 1 || test.length > 1)
    throw new DataFileError({ id: "tables-many", ...namesOf(single.map(({ name }) => name)) });
  return [...toLearn, ...validation, ...test].map((file, i) => ({ ...file, role: i === 0 ? "train" : file.role! }));
}

/** Some archives hold every file twice, plain and in a folder. */
function withoutCopies<File extends DataFileInput>(files: readonly File[]): File[] {
  const own = ({ name }: File) => name.slice(name.lastIndexOf("/") + 1);
  const isCopy = (file: File, other: File) =>
    own(file) === own(other) &&
    file.bytes.length === other.bytes.length &&
    file.bytes.every((byte, i) => byte === other.bytes[i]);
  return files.filter((file, i) => !files.slice(0, i).some((other) => isCopy(file, other)));
}
