import { createContext } from "react";

/** Whether weights by size stand under the network. */
export const TideRoom = createContext(true);

/** Under this height the stage has room for the network alone; a projector's strokes take more. */
const least = 270;
const leastProjected = 400;

/** Whether weights by size stand under the network: on phones, whichever way they are held, and on low stages they take the place of
 *  what it learned when somebody asks. */
export function hasRoomForTide(
  { height }: { readonly height: number },
  window: { readonly width: number; readonly height: number },
  isProjected: boolean,
): boolean {
  if (window.width < 720 || window.height <= 560) return false;
  return height >= (isProjected ? leastProjected : least);
}
