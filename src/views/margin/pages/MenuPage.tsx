import { ChevronRight } from "lucide-react";
import { openNote } from "../../../store/actions/look.ts";
import { menuPages, pageTitles } from "../../../text/margin.ts";
import styles from "./MenuPage.module.css";

/** All pages by their titles, for windows without room for the words that open them. */
export const MenuPage = () => (
  <ul className={styles.menu}>
    {menuPages.map((id) => (
      <li key={id}>
        <button type="button" onClick={() => openNote(id)}>
          {pageTitles[id]}
          <ChevronRight aria-hidden />
        </button>
      </li>
    ))}
  </ul>
);
