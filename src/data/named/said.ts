import { Fault, type NoFigures, type SaidOf } from "../../fault.ts";

/** Why a mirror does not serve a file. */
export interface MirrorFigures {
  "mirror-answers": { readonly status: number };
  "mirror-more": NoFigures;
  "mirror-less": NoFigures;
  "mirror-silent": NoFigures;
  "mirror-gone": NoFigures;
  /** A file of which data set it is not. */
  "mirror-other": { readonly data: string };
}

export type MirrorSaid = SaidOf<MirrorFigures>;

/** What downloads tell, by id. */
export interface DownloadFigures extends MirrorFigures {
  "download-insecure": NoFigures;
  "download-failed": {
    readonly file: string;
    readonly mirrors: readonly { readonly host: string; readonly why: MirrorSaid }[];
  };
}

/** A download that failed: why at every mirror, and the way out. */
export class DownloadError extends Fault<SaidOf<DownloadFigures>> {
  override name = "DownloadError";
}

/** Why one mirror does not serve. */
export class MirrorFault extends Fault<MirrorSaid> {
  override name = "MirrorFault";
}
