/** The drawings of networks with too many connections for a line each, and of images, signals and tables: one file of the build, fetched
 *  where such a network is. */

export { ReadSamples } from "../charts/images/ReadSamples.tsx";
export { ImagePicture } from "./stage/ImagePicture.tsx";
export { Matrices } from "./stage/Matrices.tsx";
export { TablePicture } from "./stage/TablePicture.tsx";
