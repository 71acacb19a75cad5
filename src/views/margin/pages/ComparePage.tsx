import { CompareSheet } from "../../workflow/CompareSheet.tsx";
import page from "../Page.module.css";

/** Other methods for the same weights. */
export const ComparePage = () => (
  <div className={page.page}>
    <CompareSheet />
  </div>
);
