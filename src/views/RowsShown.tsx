import { filled } from "../charts/filled.ts";
import { rowsByText as text } from "../text/rowsBy.ts";
import type { DataSummary } from "../worker/protocol/data.ts";
import { Segments } from "./margin/Choices.tsx";
import { Sentence } from "./margin/Sentence.tsx";
import { showRows, useRowsBy } from "./stage/rowsBy.ts";

/** By which of their columns the rows of a table are drawn on the stage, or class by class. */
export function RowsShown({ data }: { data: DataSummary }) {
  const by = useRowsBy(data);
  if (by === null) return null;
  const { numbers, across, up, isByClass } = by;
  /** A column; who chooses that of the other axis swaps the two. */
  const column = (name: string, c: number, choose: (c: number, other: number) => readonly [number, number]) => ({
    name,
    says: data.inputNames[c],
    value: String(c),
    options: numbers.map((one) => ({ value: String(one), label: data.inputNames[one] })),
    onChange: (value: string) => {
      const chosen = Number(value);
      const other = c === across ? up : across;
      showRows({ columns: choose(chosen, chosen === other ? c : other), isByClass: false });
    },
  });
  return (
    <>
      <Sentence
        blanks={{
          across: column(text.across, across, (c, other) => [c, other]),
          up: column(text.up, up, (c, other) => [other, c]),
        }}
      >
        {(word) => filled(text.stand(word("across"), word("up")))}
      </Sentence>
      <Segments
        name={text.shown}
        value={String(isByClass)}
        options={[
          { value: "false", label: text.rows },
          { value: "true", label: text.classes },
        ]}
        onChange={(value) => showRows({ isByClass: value === "true" })}
      />
    </>
  );
}
