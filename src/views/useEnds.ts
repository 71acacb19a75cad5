import { useStore } from "../store/store.ts";

/** What the network reads and tells apart; null while another one is on its way, of which that is not known yet. */
export const useEnds = () => useStore(({ spec, run, asked }) => (run === asked ? spec : null));
