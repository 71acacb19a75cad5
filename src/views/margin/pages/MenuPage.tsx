import { ChevronRight } from "lucide-react";
import { openNote } from "../../../store/actions/look.ts";
import { useStore } from "../../../store/store.ts";
import { menuPages, type PageId, pageTitles } from "../../../text/margin.ts";
import { scopeWords } from "../../../text/method.ts";
import { epochs } from "../../../text/training.ts";
import { themeNames } from "../../../text/view.ts";
import { WayBack } from "../../top/WayBack.tsx";
import { useDataName, useNetworkName } from "../../useNames.ts";
import { criterionOptions, granularityOptions, labelIn } from "../../workflow/choices.ts";
import styles from "./MenuPage.module.css";

/** All pages by their titles, with what is chosen there, for windows without room for the words that open them. */
export function MenuPage() {
  const chosen = useChosen();
  return (
    <>
      <WayBack />
      <ul className={styles.menu}>
        {menuPages.map((id) => (
          <li key={id}>
            <button type="button" onClick={() => openNote(id)}>
              {pageTitles[id]} <span>{chosen[id]}</span>
              <ChevronRight aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function useChosen(): Partial<Record<PageId, string>> {
  const setup = useStore((state) => state.setup);
  return {
    data: useDataName(),
    network: useNetworkName(),
    train: epochs(setup.trainEpochs),
    what: labelIn(granularityOptions(setup), setup.granularity),
    criterion: labelIn(criterionOptions(setup, true), setup.criterion),
    across: scopeWords[setup.scope],
    finetune: epochs(setup.fineTuneEpochs),
    view: themeNames[setup.theme],
  };
}
