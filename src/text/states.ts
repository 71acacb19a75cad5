import { noLayers } from "./top.ts";

/** "Moons, 16-16, seed 7"; the second file of one name says that it is another. */
export const networkText = (data: string, file: number, layers: string, seed: number): string =>
  `${data}${file > 1 ? ` (another file, ${file})` : ""}, ${layers || noLayers}, seed ${seed}`;

/** "Moons, 8, seed 7 (2)": of those called alike. */
export const numbered = (name: string, place: number): string => `${name} (${place})`;
