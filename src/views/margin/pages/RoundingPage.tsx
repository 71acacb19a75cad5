import { create } from "zustand";
import { type Inspected, Inspector } from "../../workflow/Inspector.tsx";
import page from "../Page.module.css";

/** What was chosen stays chosen when the page is closed. */
const useInspected = create<Inspected>(() => ({ layer: null, bits: null }));

/** Our mask beside those of torch.nn.utils.prune and TF-MOT. */
export function RoundingPage() {
  const chosen = useInspected();
  return (
    <div className={page.page}>
      <Inspector chosen={chosen} onChoose={(next) => useInspected.setState(next)} />
    </div>
  );
}
