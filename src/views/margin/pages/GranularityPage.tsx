import { granularityFormulas } from "../../../pruning/explain.ts";
import type { Granularity, Norm } from "../../../pruning/types.ts";
import { limits, type Setup } from "../../../setup/setup.ts";
import { changeSetup } from "../../../store/actions/settings.ts";
import { useStore } from "../../../store/store.ts";
import { granularityHeadings, granularityLines, lastUnits, whatPage } from "../../../text/choices.ts";
import { normNames, settingNames } from "../../../text/settings.ts";
import { granularityOptions, unitsOf } from "../../workflow/choices.ts";
import { Accuracy } from "../Accuracy.tsx";
import { Choices, numbers, Segments } from "../Choices.tsx";
import { CutNote } from "../CutNote.tsx";
import { More } from "../More.tsx";
import page from "../Page.module.css";
import { granularityPictures } from "../pictures.tsx";

const [least, most] = limits.groupSize;
const sizes = Array.from({ length: most - least + 1 }, (_, i) => least + i);

/** What one entry of a cut is, and how groups and whole units are counted. */
export function GranularityPage() {
  const setup = useStore((state) => state.setup);
  return (
    <div className={page.page}>
      <CutNote />
      <Choices
        name={settingNames.granularity}
        value={setup.granularity}
        options={granularityOptions(setup).map((option) => {
          const value = option.value as Granularity;
          const heading =
            value === "weight"
              ? granularityHeadings.unstructured
              : value === "unit"
                ? granularityHeadings.structured
                : null;
          return {
            ...option,
            line: granularityLines[value],
            formula: granularityFormulas[value],
            picture: granularityPictures[value],
            under: heading ? (
              <>
                <b>{heading.name}</b>
                {heading.line}
              </>
            ) : null,
            aside: (
              <Accuracy
                method={{ criterion: setup.criterion, granularity: value, scope: setup.scope }}
                name={option.label}
              />
            ),
          };
        })}
        onChange={(value) => changeSetup({ granularity: value as Granularity })}
      />
      <More to={["explain"]} />
      <h3>{whatPage.counted}</h3>
      <Segments
        name={whatPage.groupSize}
        note={whatPage.groupNote}
        value={String(setup.groupSize)}
        options={numbers(sizes, setup.groupSize)}
        onChange={(size) => changeSetup({ groupSize: Number(size) })}
      />
      <Segments
        name={settingNames.norm}
        note={whatPage.normNote(unitsOf(setup))}
        value={setup.norm}
        options={Object.entries(normNames).map(([value, label]) => ({ value, label }))}
        onChange={(value) => changeSetup({ norm: value as Norm })}
      />
      <Segments
        name={whatPage.lastUnit}
        note={whatPage.lastUnitNote}
        value={setup.lastUnit}
        options={Object.entries(lastUnits).map(([value, label]) => ({ value, label }))}
        onChange={(value) => changeSetup({ lastUnit: value as Setup["lastUnit"] })}
      />
      <p>{whatPage.note}</p>
    </div>
  );
}
