/** A file of a data set, as its publisher made it. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Of those that there are. */
export type NamedId = "mnist" | "fashion-mnist";

/** A data set that is downloaded when somebody asks for it. */
export interface NamedData {
  readonly id: string;
  /** Where labels are no digits: ids of the catalogue. */
  readonly classes?: readonly string[];
  readonly files: readonly NamedFile[];
  /** Folders that hold the files, tried in order; all of them let pages of other origins read. */
  readonly mirrors: readonly string[];
}

const files = (...of: readonly (readonly [bytes: number, sha256: string])[]): readonly NamedFile[] =>
  [
    "train-images-idx3-ubyte.gz",
    "train-labels-idx1-ubyte.gz",
    "t10k-images-idx3-ubyte.gz",
    "t10k-labels-idx1-ubyte.gz",
  ].map((name, i) => ({ name, bytes: of[i][0], sha256: of[i][1] }));

type NamedSet = NamedData & { readonly id: NamedId };

export const namedData: readonly NamedSet[] = [
  {
    id: "mnist",
    files: files(
      [9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"],
      [28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"],
      [1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"],
      [4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"],
    ),
    mirrors: [
      "https://storage.googleapis.com/cvdf-datasets/mnist/",
      "https://ossci-datasets.s3.amazonaws.com/mnist/",
      "https://raw.githubusercontent.com/fgnt/mnist/master/",
    ],
  },
  {
    id: "fashion-mnist",
    classes: ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "boot"],
    files: files(
      [26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"],
      [29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"],
      [4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"],
      [5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"],
    ),
    mirrors: [
      "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
      "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
    ],
  },
];

/** Origins that the page's content security policy lets it fetch from. */
export const downloadOrigins: readonly string[] = [
  ...new Set(namedData.flatMap(({ mirrors }) => mirrors.map((mirror) => new URL(mirror).origin))),
];

export function namedDataOf(id: string): NamedSet {
  const found = namedData.find((one) => one.id === id);
  if (!found) throw new Error(`no data set "${id}" is downloaded by name`);
  return found;
}

/** Bytes to download. */
export const sizeOf = ({ files: all }: NamedData) => all.reduce((sum, { bytes }) => sum + bytes, 0);
