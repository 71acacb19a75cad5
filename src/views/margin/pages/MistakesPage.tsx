import { useStore } from "../../../store/store.ts";
import { Mistakes } from "../../Mistakes.tsx";
import { RowsShown } from "../../RowsShown.tsx";
import page from "../Page.module.css";

/** What is taken for what at this cut; of a table also by which of its columns its rows are drawn. */
export function MistakesPage() {
  const data = useStore((state) => state.data);
  return (
    <div className={page.page}>
      {data?.kind === "table" ? <RowsShown data={data} /> : null}
      <Mistakes />
    </div>
  );
}
