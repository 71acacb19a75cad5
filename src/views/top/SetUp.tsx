import { datasets, kindOf } from "../../data/registry.ts";
import { writeLayers } from "../../network/notation.ts";
import { networkPresets } from "../../setup/networks.ts";
import { useStore } from "../../store/store.ts";
import { dataPage } from "../../text/data.ts";
import { networkName } from "../../text/networks.ts";
import { Word } from "../margin/Word.tsx";
import { useEnds } from "../useEnds.ts";
import styles from "./TopBar.module.css";

/** What is learned, and by which network. */
export function SetUp() {
  const setup = useStore((state) => state.setup);
  const own = useStore((state) => (state.data?.id === "file" ? state.data.label : dataPage.yourFile));
  const ends = useEnds();
  const kind = useStore((state) => kindOf(state.setup.data, state.data));
  const preset = networkPresets[kind].find(({ hidden }) => writeLayers(hidden) === writeLayers(setup.hidden));
  return (
    <section className={styles.setup} aria-label="Set-up">
      <Word page="data" name="Data" value={datasets.find(({ id }) => id === setup.data)?.label ?? own} />
      <Word page="network" name="Network" value={networkName(preset ?? setup, ends)} />
    </section>
  );
}
