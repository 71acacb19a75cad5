import { Mistakes } from "../../Mistakes.tsx";

/** What is taken for what at this cut. */
export const MistakesPage = Mistakes;
