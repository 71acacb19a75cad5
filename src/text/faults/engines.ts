import type { EngineFigures } from "../../training/said.ts";
import type { Texts } from "./texts.ts";

const kinds: Readonly<Record<string, string>> = { batchNorm: "batch norm" };

export const engineTexts: Texts<EngineFigures> = {
  "no-engine": () => "No engine could be started for this network; choose another backend.",
  "no-webgl": () => "the browser offers no WebGL",
  "no-webgl2": () => "the browser offers no WebGL 2",
  "software-webgl": () => "WebGL is drawn in software here",
  "no-simd": () => "the browser has no WebAssembly with SIMD",
  "policy-forbids-wasm": () =>
    "this site's security policy forbids WebAssembly (script-src without 'wasm-unsafe-eval')",
  "half-floats": () => "the graphics card draws 16-bit floats only, too coarse to train with",
  "no-float-targets": () => "the graphics card draws no 32-bit floats, which training needs",
  "few-targets": ({ drawn, needed }) =>
    `the graphics card draws to ${drawn} textures at once, training needs ${needed}`,
  "no-such-target": ({ attachments }) =>
    `the graphics card cannot draw to ${attachments} textures of this kind at once`,
  "texture-size": ({ size, most }) =>
    `the network needs a texture of ${size.join(" x ")}, the graphics card allows ${most}`,
  "data-rows": ({ count, most }) => `the data set has ${count} rows, WebGL takes ${most}`,
  "unknown-pass": ({ kind }) => `its passes know no ${kinds[kind] ?? kind}`,
  "shader-refused": ({ log }) => `A WebGL program does not compile here: ${log}`,
  "tfjs-refused": ({ backend }) => `The tfjs backend "${backend}" does not start here; choose another one.`,
  "context-taken": () => "The browser took the WebGL context away.",
  "context-lost": () => "The WebGL context of this engine is lost; start a new engine.",
  "card-full": () => "The graphics card ran out of memory.",
  "card-silent": ({ seconds }) => `The graphics card gave no answer for ${seconds} s.`,
  "card-zeros": () => "The device returns zeros.",
  "card-empty": () => "The graphics card is gone: it returns nothing.",
};
