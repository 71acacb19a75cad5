import { describe, expect, it } from "vitest";
import { isSoftwareRenderer } from "./renderer.ts";

describe("isSoftwareRenderer", () => {
  it.each([
    ["ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)", true],
    ["llvmpipe (LLVM 17.0.6, 256 bits)", true],
    ["ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0, D3D11)", true],
    ["ANGLE (NVIDIA, NVIDIA GeForce RTX 4070 Direct3D11 vs_5_0 ps_5_0, D3D11)", false],
    ["Apple M2", false],
    ["JavaScript", false],
  ])("knows %s", (renderer, software) => {
    expect(isSoftwareRenderer(renderer)).toBe(software);
  });
});
