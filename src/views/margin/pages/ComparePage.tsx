import { ActionButton } from "../../ActionButton.tsx";
import { Compared } from "../../workflow/Compared.tsx";
import page from "../Page.module.css";

/** Other methods for the same weights, on the axis that tells them apart; phones have no room for that choice on the chart. */
export const ComparePage = () => (
  <div className={page.page}>
    <Compared />
    <p>
      <ActionButton id="axis" className="link" />
    </p>
  </div>
);
