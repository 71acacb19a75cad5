/** What a file is, as far as reading it goes; a foreign one has a name, and a way out. */
export type FileFormat =
  | { readonly kind: "picture" | "idx" | "zip" | "gzip" | "tar" | "text" | "unknown" }
  | { readonly kind: "foreign"; readonly label: string; readonly family: Family };

export const wayOut = {
  picture: "Save such pictures as PNG or JPEG and open those; PNG, JPEG, GIF, WebP, BMP and AVIF can be read.",
  heic: "Save such pictures as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible) and open those; PNG, JPEG, GIF, WebP, BMP and AVIF can be read.",
  sound: "Sounds cannot be read: open a table of their features, or pictures of their spectrograms.",
  film: "Films cannot be read: save frames of them as PNG or JPEG, in a folder for every class.",
  archive: "Unpack it and open what is in it.",
  sheet: "Save the sheet as CSV (UTF-8) and open that.",
  table: "Save the table as CSV and open that.",
  letters: "Save the text in UTF-8 and open that.",
  array: "Save the arrays as CSV (a row for every example, the class in a column), or images as PNG, and open those.",
  text: "Open a table (CSV), images with their labels (IDX), or pictures in folders by class.",
  pointer: "Download the file itself (git lfs pull, or the Download button of its page) and open that.",
  page: "The download gave a page instead of the data. Download the file itself and open that.",
  unfinished: "Download the file again, to its end, and open that.",
} as const;

export type Family = keyof typeof wayOut;

export const foreign = (label: string, family: Family): FileFormat => ({ kind: "foreign", label, family });

/** Bytes at a place, written as text (a byte a character). */
export type Signature = readonly [bytes: string, at?: number];

/** Formats by what stands at fixed places. Letters alone decide only where no table can begin with them. */
export const signatures: readonly (readonly [FileFormat, ...Signature[]])[] = [
  [{ kind: "picture" }, ["\x89PNG"]],
  [{ kind: "picture" }, ["\xff\xd8\xff"]],
  [{ kind: "picture" }, ["GIF87a"]],
  [{ kind: "picture" }, ["GIF89a"]],
  [{ kind: "picture" }, ["RIFF"], ["WEBP", 8]],
  [{ kind: "zip" }, ["PK\x03\x04"]],
  [{ kind: "zip" }, ["PK\x05\x06"]],
  [{ kind: "zip" }, ["PK\x07\x08"]],
  [{ kind: "gzip" }, ["\x1f\x8b"]],
  [{ kind: "tar" }, ["ustar", 257]],
  [foreign("UTF-32 (text)", "letters"), ["\xff\xfe\0\0"]],
  [foreign("UTF-32 (text)", "letters"), ["\0\0\xfe\xff"]],
  [foreign("TIFF", "picture"), ["II*\0"]],
  [foreign("TIFF", "picture"), ["MM\0*"]],
  [foreign("TIFF", "picture"), ["II+\0"]],
  [foreign("TIFF", "picture"), ["MM\0+"]],
  [foreign("JPEG 2000", "picture"), ["\0\0\0\x0cjP  "]],
  [foreign("JPEG 2000", "picture"), ["\xff\x4f\xff\x51"]],
  [foreign("JPEG XL", "picture"), ["\0\0\0\x0cJXL "]],
  [foreign("JPEG XL", "picture"), ["\xff\x0a"]],
  [foreign("Photoshop (PSD)", "picture"), ["8BPS\0"]],
  [foreign("ICO (icons)", "picture"), ["\0\0\x01\0"]],
  [foreign("DICOM", "picture"), ["DICM", 128]],
  [foreign("WAV (sound)", "sound"), ["RIFF"], ["WAVE", 8]],
  [foreign("WAV (sound)", "sound"), ["RF64"], ["WAVE", 8]],
  [foreign("AIFF (sound)", "sound"), ["FORM"], ["AIF", 8]],
  [foreign("MP3 (sound)", "sound"), ["ID3\x02"]],
  [foreign("MP3 (sound)", "sound"), ["ID3\x03"]],
  [foreign("MP3 (sound)", "sound"), ["ID3\x04"]],
  [foreign("MP3 (sound)", "sound"), ["\xff\xfb"]],
  [foreign("MP3 (sound)", "sound"), ["\xff\xf3"]],
  [foreign("AAC (sound)", "sound"), ["\xff\xf1"]],
  [foreign("AAC (sound)", "sound"), ["\xff\xf9"]],
  [foreign("Ogg (sound)", "sound"), ["OggS\0"]],
  [foreign("FLAC (sound)", "sound"), ["fLaC\0"]],
  [foreign("MIDI (sound)", "sound"), ["MThd\0\0\0\x06"]],
  [foreign("AU (sound)", "sound"), [".snd\0"]],
  [foreign("AVI (film)", "film"), ["RIFF"], ["AVI ", 8]],
  [foreign("WebM or Matroska (film)", "film"), ["\x1aE\xdf\xa3"]],
  [foreign("MPEG (film)", "film"), ["\0\0\x01\xba"]],
  [foreign("MPEG (film)", "film"), ["\0\0\x01\xb3"]],
  [foreign("bzip2", "archive"), ["BZh"], ["1AY&SY", 4]],
  [foreign("xz", "archive"), ["\xfd7zXZ\0"]],
  [foreign("7z", "archive"), ["7z\xbc\xaf\x27\x1c"]],
  [foreign("RAR", "archive"), ["Rar!\x1a\x07"]],
  [foreign("Zstandard", "archive"), ["\x28\xb5\x2f\xfd"]],
  [foreign("LZ4", "archive"), ["\x04\x22\x4d\x18"]],
  [foreign("compress (Z)", "archive"), ["\x1f\x9d"]],
  [foreign("Excel (xls)", "sheet"), ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]],
  [foreign("Parquet", "table"), ["PAR1\x15"]],
  [foreign("Feather (Arrow)", "table"), ["ARROW1\0\0"]],
  [foreign("Feather (Arrow)", "table"), ["FEA1\0"]],
  [foreign("SQLite", "table"), ["SQLite format 3\0"]],
  [foreign("SPSS (sav)", "table"), ["$FL2@(#)"]],
  [foreign("SPSS (zsav)", "table"), ["$FL3@(#)"]],
  [foreign("SAS (sas7bdat)", "table"), ["\xc2\xea\x81\x60\xb3\x14\x11\xcf", 12]],
  [foreign("SAS (xpt)", "table"), ["HEADER RECORD*******"]],
  [foreign("Access (mdb)", "table"), ["\0\x01\0\0Standard Jet DB"]],
  [foreign("Access (accdb)", "table"), ["\0\x01\0\0Standard ACE DB"]],
  [foreign("ORC", "table"), ["ORC\x08"]],
  [foreign("Avro", "table"), ["Obj\x01"]],
  [foreign("Stata (dta)", "table"), ["<stata_dta>"]],
  [foreign("NumPy (npy)", "array"), ["\x93NUMPY"]],
  [foreign("HDF5", "array"), ["\x89HDF\r\n\x1a\n"]],
  [foreign("Matlab (mat)", "array"), ["MATLAB 5.0 MAT-file"]],
  [foreign("Matlab (mat)", "array"), ["MATLAB 7.3 MAT-file"]],
  [foreign("pickle (Python)", "array"), ["}q\0("]],
  [foreign("pickle (Python)", "array"), ["]q\0("]],
  [foreign("pickle (Python)", "array"), ["\x80\x02"]],
  [foreign("pickle (Python)", "array"), ["\x80\x03"]],
  [foreign("pickle (Python)", "array"), ["\x80\x04\x95"]],
  [foreign("pickle (Python)", "array"), ["\x80\x05\x95"]],
  [foreign("R (rds)", "array"), ["X\n\0\0\0"]],
  [foreign("R (RData)", "array"), ["RDX"], ["\nX\n\0\0\0", 4]],
  [foreign("R (RData)", "array"), ["RDA"], ["\nA\n", 4]],
  [foreign("a place in iCloud, not the file", "unfinished"), ["bplist00"]],
  [foreign("a program (exe)", "text"), ["MZ\x90\0"]],
  [foreign("PDF", "text"), ["%PDF-"]],
  [foreign("RTF", "text"), ["{\\rtf"]],
];

/** What stands after "ftyp" in files of the MPEG-4 family; films are the rest. */
export const brands: readonly (readonly [RegExp, FileFormat])[] = [
  [/^(avif|avis)/, { kind: "picture" }],
  [/^(hei|hev|mif1|msf1)/, foreign("HEIC (iPhone)", "picture")],
  [/^M4[AB]/, foreign("M4A (sound)", "sound")],
];

/** Formats of text; they are looked for in its first characters, without the mark of the byte order. */
export const texts: readonly (readonly [RegExp, FileFormat])[] = [
  [/^\s*(%[^\n]*\n\s*)*@relation\s/i, foreign("ARFF (Weka)", "table")],
  [/^\s*<(!doctype html|html)[\s>]/i, foreign("HTML (a web page)", "page")],
  [/^\s*<svg[\s>]|^\s*<(\?xml|!)[\s\S]*<svg[\s>]/i, foreign("SVG", "picture")],
  [/^\s*<(table|div|head|body|style|meta)[\s>]/i, foreign("HTML (a table of a web page)", "sheet")],
  [/^\s*<\?xml[\s\S]*Excel\.Sheet/i, foreign("Excel (xml)", "sheet")],
  [/^\s*<\?xml\s|^\s*<([a-z][\w:-]*)[\s>][\s\S]*(<\/\1>|\/>)/i, foreign("XML", "table")],
  [/^(\([dl]p?\d*\n|c[a-z_.]+\n\w+\n)/, foreign("pickle (Python)", "array")],
  [/^version https:\/\/git-lfs\./, foreign("Git LFS (a pointer to the data, not the data)", "pointer")],
  [/^P[1-7]\s*\n(#.*\n)*(\d+\s+\d+\s|WIDTH )/, foreign("PGM or PPM", "picture")],
  [/^\s*[-+]?[\d.]+( \d+:[-+.\deE]+){2,}\s*\n/, foreign("LIBSVM", "table")],
];

/** What names of files say of formats whose bytes do not tell. */
export const endings: readonly (readonly [RegExp, FileFormat])[] = [
  [/\.(pkl|pickle|p|joblib)$/i, foreign("pickle (Python)", "array")],
  [/\.mat$/i, foreign("Matlab (mat)", "array")],
  [/\.(pt|pth|ckpt|bin|safetensors|onnx|pb|tflite)$/i, foreign("a network’s weights", "array")],
  [/\.tfrecords?$/i, foreign("TFRecord", "array")],
  [/\.(h5|hdf5|he5|nc)$/i, foreign("HDF5", "array")],
  [/\.(dta)$/i, foreign("Stata (dta)", "table")],
  [/\.(dbf)$/i, foreign("dBase (dbf)", "table")],
  [/\.(xlsx?|xlsb|ods|numbers)$/i, foreign("a spreadsheet, damaged", "sheet")],
  [/\.(parquet|feather|arrow|orc|avro|db|sqlite3?)$/i, foreign("a database’s table, damaged", "table")],
  [/\.(tga|pcx|raw|nef|cr2|dng|psd|nii)$/i, foreign("a picture of another kind", "picture")],
  [/\.(crdownload|part|download|partial)$/i, foreign("a download that did not end", "unfinished")],
];
