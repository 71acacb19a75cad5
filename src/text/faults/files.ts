import type { FileFigures, LabelColumns, Pictured } from "../../data/files/said.ts";
import type { TableFigures } from "../../data/files/table/said.ts";
import type { OfFile } from "../../data/files/told.ts";
import { capital } from "../parts.ts";
import { begun, english } from "./filesSay.ts";
import { describeForeign } from "./formats.ts";
import type { Texts } from "./texts.ts";

type ToldOfFiles = Omit<FileFigures, keyof TableFigures>;

const nameOf = ({ file }: OfFile) => (typeof file === "number" ? `${english(file)} files` : file);
const damaged = (kind: "zip" | "tar") => (of: OfFile) =>
  `${nameOf(of)}: the ${kind} is damaged or cut short. Download it again, or unpack it and open what is in it.`;

/** Ways of packing in a zip by their number (APPNOTE 4.4.5). */
const methods: Readonly<Record<number, string>> = {
  9: "Deflate64",
  12: "bzip2",
  14: "LZMA",
  93: "Zstandard",
  95: "xz",
  98: "PPMd",
  99: "AES, with a password",
};

/** How classes are given. */
const ways: Readonly<Record<Pictured, string>> = {
  images: "a label for each",
  pictures: "a folder for each, a table (labels.csv) of file names and classes, or names such as cat.1.jpg",
};

const counted = (classes: readonly (readonly [string, number])[], count: number) =>
  begun({ names: classes.map(([name, some]) => `${name} (${some})`), count });
const pictures = (count: number) => (count === 1 ? "1 picture" : `${english(count)} pictures`);
const columnsOf = (chosen: LabelColumns) =>
  "columns" in chosen
    ? `columns ${begun({ ...chosen.columns, names: chosen.columns.names.map((name) => `“${name}”`) })}`
    : `column “${chosen.column}”`;
const pixel = (value: number) => String(Number(value.toPrecision(4)));

export const fileTexts: Texts<ToldOfFiles> = {
  "reading-files": () => "Reading files",
  unpacking: ({ file }) => `Unpacking ${file}`,
  "drawing-pictures": () => "Drawing pictures small",

  "file-large": ({ megabytes, ...of }) =>
    `${nameOf(of)}: larger than ${megabytes} MB. Open a smaller part of the data.`,
  "files-many": ({ most, ...of }) =>
    `${nameOf(of)}: more than ${english(most)} files. Open a smaller part of the data.`,
  "file-empty": ({ file }) => `${file}: the file is empty.`,
  "files-blank": (files) => `${begun(files)}: empty files, no pictures. Copy or download them again.`,
  "file-zeros": ({ file }) =>
    `${file}: holds zeros (NUL) between its letters, so it is damaged or no text. Save the table as CSV (UTF-8) once more and open that.`,
  "file-unknown": ({ file }) =>
    `${file}: neither a table (CSV), images with their labels (IDX), nor a picture. Open one of these, or a zip of them.`,
  "file-unreadable": ({ file }) => `${file}: cannot be read; was it moved or changed? Choose it again.`,
  "file-not-text": ({ file }) => `${file}: no text, so no table that can be read. Save the table as CSV and open that.`,
  "file-moved": () =>
    "A file cannot be read any more: it was moved, changed or deleted since it was chosen. Choose it once more.",
  "files-none": () => "There is no file in it that can be read. Choose a table, images, or a folder of pictures.",
  "files-foreign": describeForeign,
  "foreign-left-out": (foreign) => `Left out: ${describeForeign(foreign)}`,
  "files-left-out": (files) => `${begun(files)}: ${files.count === 1 ? "is" : "are"} left out.`,
  "archive-deep": ({ file }) => `${file}: an archive in an archive in an archive. Unpack it and open what is in it.`,
  "zip-encrypted": ({ file }) => `${file}: the zip has a password. Unpack it with the password and open what is in it.`,
  "zip-damaged": damaged("zip"),
  "zip-method": ({ file, method }) =>
    `${file}: packed by ${methods[method] ?? `method ${method}`}, which cannot be read here. Unpack it and open what is in it.`,
  "zip-entry": ({ file, entry }) => `${file}: “${entry}” in it is damaged. Download it again, or unpack it.`,
  "tar-damaged": damaged("tar"),
  "gzip-damaged": ({ file }) =>
    `${file}: the gzip data is damaged or cut short. Download the file again, or unpack it and open the plain file.`,

  "idx-short": ({ file, bytes, needs, of }) => {
    const needed =
      of === "start"
        ? `at least a header of ${needs}`
        : of === "header"
          ? `a header of ${needs}`
          : `${english(needs)} for ${of} examples`;
    return `${file}: cut short. It has ${english(bytes)} bytes, the header needs ${needed}. Download the file again.`;
  },
  "idx-reversed": ({ file }) =>
    `${file}: an IDX file whose bytes stand the other way round (little-endian). IDX is big-endian: write its header and numbers with the highest byte first (in Python: struct.pack(">I", n), array.astype(">f4")).`,
  "idx-magic": ({ file, magic }) =>
    `${file}: not an IDX file of images or labels. It begins with 0x${magic.toString(16).padStart(8, "0")}; images begin with 0x00000803, labels with 0x00000801 (other numbers than bytes: 09, 0b, 0c, 0d, 0e for 08).`,
  "idx-none": ({ file }) => `${file}: the header says 0 examples.`,
  "idx-sizeless": ({ file, sides }) => `${file}: images of ${sides.join(" x ")}.`,
  "idx-long": ({ file, extra }) => `${file}: ${extra} bytes more than its header announces. Is it another format?`,
  "idx-unknown": ({ file, unknown, count, value, most }) =>
    `${file}: ${english(unknown)} of ${english(count)} labels are ${value}, which often means “unknown”. Labels must be 0, 1, 2, … up to ${most}: leave such examples out of both files.`,
  "idx-label": ({ file, example, value, most }) =>
    `${file}: labels must be 0, 1, 2, … up to ${most}; example ${example} has ${value}.`,
  "idx-unpaired": ({ images, labels }) =>
    `Open images together with their labels (2 files), or training and test files of both (4). Found ${images} with images and ${labels} with labels.`,
  "idx-sets": ({ sets }) =>
    `Images of ${sets.length} sets (${sets.map((set) => set || "no name").join(", ")}). Open the files of one.`,
  "idx-together": ({ files }) =>
    `${files.join(" and ")}: not called train, validation or test; taken together as one set.`,
  "idx-labels": ({ file }) =>
    `${file}: which labels belong to it? Give both the same name but for “images” and “labels”.`,
  "idx-counts": ({ images, imageCount, labels, labelCount }) =>
    `${images} has ${english(imageCount)} images, ${labels} has ${english(labelCount)} labels. Open files that belong together.`,
  "images-sizes": ({ file, first }) =>
    `${file} has images of another size than ${first}. Open files that belong together.`,
  "images-grey": () => "Colour is not read: images are turned to grey.",
  "images-channels": ({ file, sides }) =>
    `${file}: examples of ${sides.join(" x ")}; images of one or three channels can be opened (1 x 28 x 28, or 28 x 28 x 3).`,
  "images-large": ({ file, height, width, most }) =>
    `${file}: images of ${height} x ${width}; sides from 1 to ${most} can be opened.`,
  "pixel-odd": ({ file, image, value }) => `${file}: a pixel of image ${image} is ${value}. Pixels must be numbers.`,
  "pixels-alike": ({ value }) => `Every pixel is ${pixel(value)}: there is nothing to tell these images apart by.`,
  "pixels-faint": ({ most }) =>
    `No pixel is over ${pixel(most)} of 255: they are stretched so that ${pixel(most)} is full ink.`,
  "pixels-scaled": ({ from, to }) =>
    `Pixels from ${pixel(from)} to ${pixel(to)} are brought to 0 (ground) to 255 (full ink).`,

  "classes-count": ({ of, most, ...classes }) =>
    `${capital(of)} of ${classes.count} ${classes.count === 1 ? "class" : "classes"} (${begun(classes) || "none could be read"}); 2 to ${most} are needed, ${ways[of]}.`,
  "examples-few": ({ of, count, least }) =>
    `${count} ${of} to learn from; at least ${least} are needed to train and validate a network.`,
  "classes-strange": ({ classes, count }) =>
    `${counted(classes, count)}: there is nothing to learn ${count === 1 ? "this class" : "these classes"} from; left out.`,
  "classes-small": ({ of, classes, count, least }) =>
    `Few ${of} of ${counted(classes, count)}: a class needs ${least} to be trained, validated and tested.`,
  "picture-homeless": ({ file }) =>
    `${file}: lies in no folder of a class, so its class is not known. Put pictures into a folder for every class, and open the folder around them or a zip of it; or add labels.csv, a table of file names and classes; or begin their names with the class (cat.1.jpg).`,
  "pictures-homeless": ({ folder, count, isIn }) => {
    const elsewhere = { tables: " and in no table", names: ", and its name tells none" } as const;
    return `${folder ?? "not in a folder"}: ${pictures(count)} in no folder of a class${isIn ? elsewhere[isIn] : ""}, so the class is not known; left out.`;
  },
  "classes-by-name": ({ example, label }) => `Classes come from the names: “${example}” is “${label}”.`,
  "classes-by-table": ({ tables }) =>
    `Classes come from ${tables.map(({ file, chosen }) => `${file}, ${columnsOf(chosen)}`).join(" and ")}.`,
  "pictures-many": ({ count, most }) =>
    `${english(count)} pictures; at most ${english(most)} can be opened. Open a smaller part of the data.`,
  "pictures-unread": ({ megapixels, ...files }) => {
    const more = files.count > files.names.length ? ` and ${english(files.count - files.names.length)} more` : "";
    const why =
      megapixels === null
        ? "not a picture that this browser can read; left out."
        : `more than ${megapixels} million pixels; left out. Make it smaller.`;
    return `${files.names.join(", ")}${more}: ${why}`;
  },
  "pictures-in-two": ({ count }) =>
    `${pictures(count)} ${count === 1 ? "looks" : "look"} the same as one of another class: no network can tell them apart.`,
  "colour-unread": ({ pairs, count }) => {
    const unread = "Colour is not read: pictures are turned to grey.";
    if (count === 0) return unread;
    const named = `${pairs.map(([one, other]) => `${one} and ${other}`).join("; ")}${count > pairs.length ? "; …" : ""}`;
    return `${unread} These classes differ in colour, and may be hard to tell apart without it: ${named}.`;
  },
  "rows-repeated": ({ repeats, count, of }) =>
    `${english(repeats)} of ${english(count)} ${of} are the same as another, label included: the same examples are learned and validated, and accuracy looks better than it is.`,
  "validation-cut": ({ used, count }) =>
    `Of the validation set ${english(used)} of ${english(count)} examples are used, drawn by the seed and class by class, so that the slider stays quick.`,
};
