import { Contrast, Menu, Redo2, Undo2 } from "lucide-react";
import { topText } from "../../text/top.ts";
import { ActionButton } from "../ActionButton.tsx";
import { Opener } from "./Opener.tsx";
import { SetUp } from "./SetUp.tsx";
import { Thread } from "./Thread.tsx";
import styles from "./TopBar.module.css";
import { WayBack } from "./WayBack.tsx";

/** Wordmark, the thread of what was done, and the tools. */
export function TopBar() {
  return (
    <header className={styles.top}>
      <h1 className={styles.wordmark}>{topText.wordmark}</h1>
      <SetUp />
      <span className={styles.wide}>
        <WayBack />
      </span>
      <section className={styles.tools} aria-label={topText.tools}>
        <ActionButton id="undo" className="icon">
          <Undo2 aria-hidden />
        </ActionButton>
        <Thread />
        <ActionButton id="redo" className="icon">
          <Redo2 aria-hidden />
        </ActionButton>
        <span className={styles.wide}>
          <ActionButton id="share" className={styles.word} opens="share" />
          <Opener page="view">
            <Contrast aria-hidden />
          </Opener>
        </span>
        <span className={styles.more}>
          <Opener page="menu">
            <Menu aria-hidden />
          </Opener>
        </span>
      </section>
    </header>
  );
}
