import { topText } from "../../text/top.ts";
import { Word } from "../margin/Word.tsx";
import { useDataName, useNetworkName } from "../useNames.ts";
import styles from "./TopBar.module.css";

/** What is learned, and by which network. */
export function SetUp() {
  const data = useDataName();
  const network = useNetworkName();
  return (
    <section className={styles.setup} aria-label={topText.setUp}>
      <Word page="data" name={topText.data} value={data} />
      <Word page="network" name={topText.network} value={network} />
    </section>
  );
}
