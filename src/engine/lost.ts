import { EngineFault } from "../training/said.ts";

/** The device that held the weights is gone: nothing read from it counts, go on from a checkpoint with a new engine. */
export class EngineLostError extends EngineFault {
  override name = "EngineLostError";
}
