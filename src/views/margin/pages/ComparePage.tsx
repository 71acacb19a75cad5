import { Compared } from "../../workflow/Compared.tsx";
import page from "../Page.module.css";

/** Other methods for the same weights. */
export const ComparePage = () => (
  <div className={page.page}>
    <Compared />
  </div>
);
