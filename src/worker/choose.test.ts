import { afterEach, describe, expect, it, vi } from "vitest";
import { engines } from "../engine/registry.ts";
import { type BackendName, backendNames } from "../setup/backends.ts";
import { sentenceOf } from "../text/faults/catalogue.ts";
import { batch, job } from "./choose.test.support.ts";
import { chooseEngine } from "./choose.ts";

const lacks = (...names: readonly BackendName[]) => {
  for (const name of names) vi.spyOn(engines[name], "start").mockRejectedValue(new Error(`no ${name}`));
};

async function reportOf(choice: BackendName | "auto") {
  const { engine, report } = await chooseEngine(choice, job);
  await engine.train([batch]);
  engine.dispose();
  return { ...report, reason: sentenceOf(report.reason) };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("an engine that does not start", () => {
  it("on the graphics card gives way to the processor's, and it is told why the one asked for did not", async () => {
    lacks("webgl", "tfjs");
    expect(await reportOf("webgl")).toMatchObject({
      name: "wasm",
      fallback: true,
      reason: "WebGL is not to be had here (no webgl), so WebAssembly trains.",
    });
  });

  it("on the processor gives way to the next there", async () => {
    lacks("wasm");
    const reason = "WebAssembly is not to be had here (no wasm), so plain JavaScript trains.";
    expect(await reportOf("wasm")).toMatchObject({ name: "cpu", fallback: true, reason });
    lacks("webgl", "tfjs");
    expect(await reportOf("tfjs")).toMatchObject({ name: "cpu", fallback: true });
  });

  it("is an error where none starts: that of the one asked for", async () => {
    lacks(...backendNames);
    await expect(chooseEngine("tfjs", job)).rejects.toThrow("no tfjs");
  });
});

describe("by itself the page", () => {
  it("stays on the processor where the browser has no graphics card", async () => {
    const reason = expect.stringMatching(/^The browser offers no WebGL, so the processor trains: .* on WebAssembly\.$/);
    expect(await reportOf("auto")).toMatchObject({ name: "wasm", fallback: false, reason });
  });

  it("says why the processor's first engine does not train", async () => {
    vi.spyOn(engines.wasm, "whyNot").mockReturnValue({ id: "no-simd" });
    const reason = expect.stringMatching(/^The browser has no WebAssembly with SIMD: .* on plain JavaScript\.$/);
    expect(await reportOf("auto")).toMatchObject({ name: "cpu", fallback: true, reason });
  });
});
