/** What a file is, as far as reading it goes; a foreign one has a name, and a way out. */
export type FileFormat =
  | { readonly kind: "picture" | "idx" | "zip" | "gzip" | "tar" | "text" | "unknown" }
  | { readonly kind: "foreign"; readonly name: FormatName; readonly family: Family };

/** Families of formats that have a way out in common. */
export type Family =
  | "picture"
  | "heic"
  | "sound"
  | "film"
  | "archive"
  | "sheet"
  | "table"
  | "letters"
  | "array"
  | "text"
  | "pointer"
  | "page"
  | "unfinished";
/** Formats that are known, and cannot be read. */
export type FormatName =
  | "utf-32"
  | "tiff"
  | "jpeg-2000"
  | "jpeg-xl"
  | "photoshop-psd"
  | "ico"
  | "dicom"
  | "wav"
  | "aiff"
  | "mp3"
  | "aac"
  | "ogg"
  | "flac"
  | "midi"
  | "au"
  | "avi"
  | "webm"
  | "mpeg"
  | "bzip2"
  | "xz"
  | "7z"
  | "rar"
  | "zstandard"
  | "lz4"
  | "compress"
  | "excel-xls"
  | "parquet"
  | "feather"
  | "sqlite"
  | "spss-sav"
  | "spss-zsav"
  | "sas-sas7bdat"
  | "sas-xpt"
  | "access-mdb"
  | "access-accdb"
  | "orc"
  | "avro"
  | "stata-dta"
  | "numpy-npy"
  | "hdf5"
  | "matlab-mat"
  | "pickle"
  | "r-rds"
  | "r-rdata"
  | "icloud"
  | "exe"
  | "pdf"
  | "rtf"
  | "heic"
  | "m4a"
  | "arff"
  | "html"
  | "svg"
  | "html-table"
  | "excel-xml"
  | "xml"
  | "git-lfs"
  | "pnm"
  | "libsvm"
  | "weights"
  | "tfrecord"
  | "dbase-dbf"
  | "spreadsheet"
  | "database"
  | "picture"
  | "download"
  | "mpeg-4"
  | "tga"
  | "excel-xlsx"
  | "word-docx"
  | "powerpoint-pptx"
  | "iwork"
  | "opendocument"
  | "epub"
  | "numpy-npz"
  | "pytorch-pt"
  | "keras"
  | "jupyter"
  | "json";

export const foreign = (name: FormatName, family: Family): FileFormat => ({ kind: "foreign", name, family });

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
  [foreign("utf-32", "letters"), ["\xff\xfe\0\0"]],
  [foreign("utf-32", "letters"), ["\0\0\xfe\xff"]],
  [foreign("tiff", "picture"), ["II*\0"]],
  [foreign("tiff", "picture"), ["MM\0*"]],
  [foreign("tiff", "picture"), ["II+\0"]],
  [foreign("tiff", "picture"), ["MM\0+"]],
  [foreign("jpeg-2000", "picture"), ["\0\0\0\x0cjP  "]],
  [foreign("jpeg-2000", "picture"), ["\xff\x4f\xff\x51"]],
  [foreign("jpeg-xl", "picture"), ["\0\0\0\x0cJXL "]],
  [foreign("jpeg-xl", "picture"), ["\xff\x0a"]],
  [foreign("photoshop-psd", "picture"), ["8BPS\0"]],
  [foreign("ico", "picture"), ["\0\0\x01\0"]],
  [foreign("dicom", "picture"), ["DICM", 128]],
  [foreign("wav", "sound"), ["RIFF"], ["WAVE", 8]],
  [foreign("wav", "sound"), ["RF64"], ["WAVE", 8]],
  [foreign("aiff", "sound"), ["FORM"], ["AIF", 8]],
  [foreign("mp3", "sound"), ["ID3\x02"]],
  [foreign("mp3", "sound"), ["ID3\x03"]],
  [foreign("mp3", "sound"), ["ID3\x04"]],
  [foreign("mp3", "sound"), ["\xff\xfb"]],
  [foreign("mp3", "sound"), ["\xff\xf3"]],
  [foreign("aac", "sound"), ["\xff\xf1"]],
  [foreign("aac", "sound"), ["\xff\xf9"]],
  [foreign("ogg", "sound"), ["OggS\0"]],
  [foreign("flac", "sound"), ["fLaC\0"]],
  [foreign("midi", "sound"), ["MThd\0\0\0\x06"]],
  [foreign("au", "sound"), [".snd\0"]],
  [foreign("avi", "film"), ["RIFF"], ["AVI ", 8]],
  [foreign("webm", "film"), ["\x1aE\xdf\xa3"]],
  [foreign("mpeg", "film"), ["\0\0\x01\xba"]],
  [foreign("mpeg", "film"), ["\0\0\x01\xb3"]],
  [foreign("bzip2", "archive"), ["BZh"], ["1AY&SY", 4]],
  [foreign("xz", "archive"), ["\xfd7zXZ\0"]],
  [foreign("7z", "archive"), ["7z\xbc\xaf\x27\x1c"]],
  [foreign("rar", "archive"), ["Rar!\x1a\x07"]],
  [foreign("zstandard", "archive"), ["\x28\xb5\x2f\xfd"]],
  [foreign("lz4", "archive"), ["\x04\x22\x4d\x18"]],
  [foreign("compress", "archive"), ["\x1f\x9d"]],
  [foreign("excel-xls", "sheet"), ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]],
  [foreign("parquet", "table"), ["PAR1\x15"]],
  [foreign("feather", "table"), ["ARROW1\0\0"]],
  [foreign("feather", "table"), ["FEA1\0"]],
  [foreign("sqlite", "table"), ["SQLite format 3\0"]],
  [foreign("spss-sav", "table"), ["$FL2@(#)"]],
  [foreign("spss-zsav", "table"), ["$FL3@(#)"]],
  [foreign("sas-sas7bdat", "table"), ["\xc2\xea\x81\x60\xb3\x14\x11\xcf", 12]],
  [foreign("sas-xpt", "table"), ["HEADER RECORD*******"]],
  [foreign("access-mdb", "table"), ["\0\x01\0\0Standard Jet DB"]],
  [foreign("access-accdb", "table"), ["\0\x01\0\0Standard ACE DB"]],
  [foreign("orc", "table"), ["ORC\x08"]],
  [foreign("avro", "table"), ["Obj\x01"]],
  [foreign("stata-dta", "table"), ["<stata_dta>"]],
  [foreign("numpy-npy", "array"), ["\x93NUMPY"]],
  [foreign("hdf5", "array"), ["\x89HDF\r\n\x1a\n"]],
  [foreign("matlab-mat", "array"), ["MATLAB 5.0 MAT-file"]],
  [foreign("matlab-mat", "array"), ["MATLAB 7.3 MAT-file"]],
  [foreign("pickle", "array"), ["}q\0("]],
  [foreign("pickle", "array"), ["]q\0("]],
  [foreign("pickle", "array"), ["\x80\x02"]],
  [foreign("pickle", "array"), ["\x80\x03"]],
  [foreign("pickle", "array"), ["\x80\x04\x95"]],
  [foreign("pickle", "array"), ["\x80\x05\x95"]],
  [foreign("r-rds", "array"), ["X\n\0\0\0"]],
  [foreign("r-rdata", "array"), ["RDX"], ["\nX\n\0\0\0", 4]],
  [foreign("r-rdata", "array"), ["RDA"], ["\nA\n", 4]],
  [foreign("icloud", "unfinished"), ["bplist00"]],
  [foreign("exe", "text"), ["MZ\x90\0"]],
  [foreign("pdf", "text"), ["%PDF-"]],
  [foreign("rtf", "text"), ["{\\rtf"]],
];

/** What stands after "ftyp" in files of the MPEG-4 family; films are the rest. */
export const brands: readonly (readonly [RegExp, FileFormat])[] = [
  [/^(avif|avis)/, { kind: "picture" }],
  [/^(hei|hev|mif1|msf1)/, foreign("heic", "picture")],
  [/^M4[AB]/, foreign("m4a", "sound")],
];

/** Formats of text; they are looked for in its first characters, without the mark of the byte order. */
export const texts: readonly (readonly [RegExp, FileFormat])[] = [
  [/^\s*(%[^\n]*\n\s*)*@relation\s/i, foreign("arff", "table")],
  [/^\s*<(!doctype html|html)[\s>]/i, foreign("html", "page")],
  [/^\s*<svg[\s>]|^\s*<(\?xml|!)[\s\S]*<svg[\s>]/i, foreign("svg", "picture")],
  [/^\s*<(table|div|head|body|style|meta)[\s>]/i, foreign("html-table", "sheet")],
  [/^\s*<\?xml[\s\S]*Excel\.Sheet/i, foreign("excel-xml", "sheet")],
  [/^\s*<\?xml\s|^\s*<([a-z][\w:-]*)[\s>][\s\S]*(<\/\1>|\/>)/i, foreign("xml", "table")],
  [/^(\([dl]p?\d*\n|c[a-z_.]+\n\w+\n)/, foreign("pickle", "array")],
  [/^version https:\/\/git-lfs\./, foreign("git-lfs", "pointer")],
  [/^P[1-7]\s*\n(#.*\n)*(\d+\s+\d+\s|WIDTH )/, foreign("pnm", "picture")],
  [/^\s*[-+]?[\d.]+( \d+:[-+.\deE]+){2,}\s*\n/, foreign("libsvm", "table")],
];

/** What names of files say of formats whose bytes do not tell. */
export const endings: readonly (readonly [RegExp, FileFormat])[] = [
  [/\.(pkl|pickle|p|joblib)$/i, foreign("pickle", "array")],
  [/\.mat$/i, foreign("matlab-mat", "array")],
  [/\.(pt|pth|ckpt|bin|safetensors|onnx|pb|tflite)$/i, foreign("weights", "array")],
  [/\.tfrecords?$/i, foreign("tfrecord", "array")],
  [/\.(h5|hdf5|he5|nc)$/i, foreign("hdf5", "array")],
  [/\.(dta)$/i, foreign("stata-dta", "table")],
  [/\.(dbf)$/i, foreign("dbase-dbf", "table")],
  [/\.(xlsx?|xlsb|ods|numbers)$/i, foreign("spreadsheet", "sheet")],
  [/\.(parquet|feather|arrow|orc|avro|db|sqlite3?)$/i, foreign("database", "table")],
  [/\.(tga|pcx|raw|nef|cr2|dng|psd|nii)$/i, foreign("picture", "picture")],
  [/\.(crdownload|part|download|partial)$/i, foreign("download", "unfinished")],
];
