import { LayerSliders } from "../../workflow/LayerSliders.tsx";
import { More } from "../More.tsx";
import page from "../Page.module.css";
import { Protection } from "../Protection.tsx";

/** How much of every layer is left, a slider for each by hand, and which stay whole. */
export const LayersPage = () => (
  <div className={page.page}>
    <LayerSliders />
    <Protection />
    <More to={["across", "rounding"]} />
  </div>
);
