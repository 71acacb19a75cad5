import type { DataKind } from "../../../data/dataset.ts";
import { datasets } from "../../../data/registry.ts";
import { difficulties } from "../../../setup/fields.ts";
import { type Difficulty, limits } from "../../../setup/setup.ts";
import { offerFiles } from "../../../store/actions/incoming.ts";
import { changeSetup } from "../../../store/actions/settings.ts";
import { useStore } from "../../../store/store.ts";
import { dataHeadings, dataLines, dataPage, examples } from "../../../text/data.ts";
import { dataName } from "../../../text/dataNames.ts";
import { count, nounOf, percentSign } from "../../../text/numbers.ts";
import { difficultyNames, settingNames } from "../../../text/settings.ts";
import { ActionButton } from "../../ActionButton.tsx";
import { FilePicker } from "../../data/FilePicker.tsx";
import { Choices, Segments, Waits } from "../Choices.tsx";
import { DataPicture } from "../DataPicture.tsx";
import page from "../Page.module.css";
import { PageLine } from "../PageLine.tsx";
import { SeedInput } from "../SeedInput.tsx";
import { useChoice } from "../useChoice.ts";

const kinds: readonly DataKind[] = ["points", "images", "signals"];
/** All sets by kind: one of a kind after another. */
const inOrder = kinds.flatMap((kind) => datasets.filter((entry) => entry.kind === kind));

/** All data sets, a person's own, and how those made here are made. */
export function DataPage() {
  const { data: chosen, noise, difficulty, seed } = useStore((state) => state.setup);
  const data = useStore((state) => state.data);
  const kind = datasets.find(({ id }) => id === chosen)?.kind;
  const own = data?.id === "file" ? data.label : dataPage.yourFile;
  const opened = chosen === "file" ? [{ id: "file", kind: data?.kind ?? "table" }] : [];
  const size = data ? examples(count(data.trainCount + data.validationCount + data.testCount), nounOf(data)) : null;
  return (
    <div className={page.page}>
      <Choices
        name={settingNames.data}
        value={chosen}
        options={[...inOrder, ...opened].map((entry, i, all) => ({
          value: entry.id,
          label: dataName(entry.id, own),
          line: data?.id === entry.id ? size : dataLines[entry.id],
          picture: <DataPicture id={entry.id} kind={entry.kind} />,
          under:
            entry.id === "file" ? (
              <b>{dataPage.own}</b>
            ) : entry.kind !== all[i - 1]?.kind ? (
              <b>{dataHeadings[entry.kind]}</b>
            ) : null,
        }))}
        startsOver
        isCompact
        onChange={(value) => changeSetup({ data: value })}
      />
      <h3>{dataPage.own}</h3>
      <p>{dataPage.ownLine}</p>
      <div className={page.acts}>
        <FilePicker onPick={offerFiles}>
          {(pick) => (
            <button type="button" className="btn" onClick={pick}>
              {dataPage.file}
            </button>
          )}
        </FilePicker>
        <FilePicker name={dataPage.folderInput} isFolder onPick={offerFiles}>
          {(pick) => (
            <button type="button" className="btn" onClick={pick}>
              {dataPage.folder}
            </button>
          )}
        </FilePicker>
      </div>
      <h3>{dataPage.made}</h3>
      {kind === "points" ? <NoiseSlider noise={noise} /> : null}
      {chosen === "digits" || chosen === "signals" ? (
        <Segments
          name={settingNames.difficulty}
          value={difficulty}
          options={difficulties.map((value) => ({ value, label: difficultyNames[value] }))}
          startsOver
          onChange={(value) => changeSetup({ difficulty: value as Difficulty })}
        />
      ) : null}
      <PageLine name={settingNames.seed}>
        <SeedInput seed={seed} />
        <ActionButton id="new-seed" className="link" />
      </PageLine>
      <p>{dataPage.note}</p>
    </div>
  );
}

/** Noise of a 2-D set, in percent. */
function NoiseSlider({ noise }: { noise: number }) {
  const [low, high] = limits.noise;
  const take = (value: string) => changeSetup({ noise: Number(value) / 100 });
  const { shown, waits, onChange, handlers } = useChoice(String(Math.round(noise * 100)), take, "released");
  const says = percentSign(Number(shown) / 100);
  return (
    <PageLine name={settingNames.noise}>
      <input
        type="range"
        className="mini"
        aria-label={settingNames.noise}
        min={100 * low}
        max={100 * high}
        step={5}
        value={shown}
        aria-valuetext={says}
        onChange={onChange}
        {...handlers}
      />
      {says}
      <Waits waits={waits} />
    </PageLine>
  );
}
