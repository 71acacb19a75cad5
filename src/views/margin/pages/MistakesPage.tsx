import { Mistakes } from "../../Mistakes.tsx";
import page from "../Page.module.css";

/** What is taken for what at this cut. */
export const MistakesPage = () => (
  <div className={page.page}>
    <Mistakes />
  </div>
);
