import { useStore } from "../store/store.ts";
import { useMedia } from "./useMedia.ts";

/** Windows with room for large words and thick strokes; others show the page as on a desk. */
const roomy = "(min-width: 900px) and (min-height: 600px)";

/** Whether the window has that room. */
export const useProjectorRoom = () => useMedia(roomy);

/** Whether the page is shown as on a projector: it was asked for, and the window has room for that. */
export function useProjector(): boolean {
  const isRoomy = useProjectorRoom();
  const isWanted = useStore((state) => state.setup.projector);
  return isWanted && isRoomy;
}
