import { Fault, type NoFigures, type SaidOf } from "../fault.ts";

/** Why an engine does not start or go on, by id: most are clauses of a sentence. */
export interface EngineFigures {
  "no-engine": NoFigures;
  "no-webgl": NoFigures;
  "no-webgl2": NoFigures;
  "software-webgl": NoFigures;
  "no-simd": NoFigures;
  "policy-forbids-wasm": NoFigures;
  "half-floats": NoFigures;
  "no-float-targets": NoFigures;
  "few-targets": { readonly drawn: number; readonly needed: number };
  "no-such-target": { readonly attachments: number };
  "texture-size": { readonly size: readonly [width: number, height: number, layers: number]; readonly most: number };
  "data-rows": { readonly count: number; readonly most: number };
  /** A kind of layer that its passes do not know, or batch norm. */
  "unknown-pass": { readonly kind: string };
  /** With the compiler's own words. */
  "shader-refused": { readonly log: string };
  "tfjs-refused": { readonly backend: string };
  "context-taken": NoFigures;
  "context-lost": NoFigures;
  "card-full": NoFigures;
  "card-silent": { readonly seconds: number };
  "card-zeros": NoFigures;
  "card-empty": NoFigures;
}

export type EngineSaid = SaidOf<EngineFigures>;

/** An engine cannot start here, or do what it is asked for. */
export class EngineFault extends Fault<EngineSaid> {
  override name = "EngineFault";
}
