import { changeSetup } from "../../../store/actions/settings.ts";
import { useStore } from "../../../store/store.ts";
import { settingNames } from "../../../text/settings.ts";
import { fineTunePage } from "../../../text/training.ts";
import { numbers, Segments } from "../Choices.tsx";
import { More } from "../More.tsx";
import page from "../Page.module.css";

/** How long a press of Fine-tune runs. */
export function FineTunePage() {
  const { fineTuneEpochs } = useStore((state) => state.setup);
  return (
    <div className={page.page}>
      <p>{fineTunePage.note}</p>
      <Segments
        name={settingNames.fineTuneEpochs}
        value={String(fineTuneEpochs)}
        options={numbers([1, 2, 5, 10, 20, 40, 100], fineTuneEpochs)}
        onChange={(value) => changeSetup({ fineTuneEpochs: Number(value) })}
      />
      <More to={["train"]} />
    </div>
  );
}
