import type { GivenData } from "../dataset.ts";
import { mostValidation } from "../split.ts";
import type { Built, FilePreview, ReadOptions, ReadSource } from "./reading.ts";
import type { FileSaid } from "./said.ts";

/** Images of the preview. */
const shownImages = 24;

/** What a person sees of files before accepting them, and what would be accepted. */
export function preview(source: ReadSource, options: ReadOptions): { preview: FilePreview; built: Built } {
  const built = source.build(options);
  const { data, faults, warnings = [], repeats = 0 } = built;
  const notes = [...built.notes, ...cutOf(data?.validation?.length ?? 0)];
  const table = source.table?.(options) ?? null;
  return {
    built,
    preview: { options, faults, notes, warnings, repeats, table, data: data && summary(data) },
  };
}

const cutOf = (count: number): readonly FileSaid[] =>
  count > mostValidation ? [{ id: "validation-cut", used: mostValidation, count }] : [];

function summary({ dataset, validation, test }: GivenData): FilePreview["data"] {
  const { label, kind, inputShape, classes, count, labels, inputs, columns } = dataset;
  const perClass = classes.map(() => 0);
  for (const one of labels) perClass[one]++;
  const rows = kind === "images" ? inTurn(labels, classes.length) : [];
  const size = inputs.length / count;
  const samples = new Uint8Array(rows.length * size);
  rows.forEach((row, i) => {
    samples.set(inputs.subarray(row * size, (row + 1) * size), i * size);
  });
  return {
    label,
    kind,
    inputShape,
    inputNames: columns?.map(({ name }) => name) ?? [],
    classes,
    count,
    validationCount: validation?.length ?? 0,
    testCount: test?.length ?? 0,
    perClass,
    samples,
    sampleLabels: Uint8Array.from(rows, (row) => labels[row]),
  };
}

/** Rows of some images, the classes in turn. */
function inTurn(labels: Uint8Array, classes: number): number[] {
  const most = Math.ceil(shownImages / classes);
  const taken: number[][] = Array.from({ length: classes }, () => []);
  for (let row = 0; row < labels.length; row++) if (taken[labels[row]].length < most) taken[labels[row]].push(row);
  const rows: number[] = [];
  for (let turn = 0; turn < most; turn++) for (const queue of taken) if (turn < queue.length) rows.push(queue[turn]);
  return rows.slice(0, Math.max(shownImages, classes));
}
