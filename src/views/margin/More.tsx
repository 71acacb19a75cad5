import { openNote } from "../../store/actions/look.ts";
import { type PageId, pageTitles } from "../../text/margin.ts";
import styles from "./Page.module.css";

/** Links to other pages of the margin, by their titles. */
export function More({ to }: { to: readonly PageId[] }) {
  return (
    <p className={styles.more}>
      {to.map((id) => (
        <button key={id} type="button" className="link" onClick={() => openNote(id)}>
          {pageTitles[id]}
        </button>
      ))}
    </p>
  );
}
