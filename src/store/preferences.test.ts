import { afterEach, describe, expect, it, vi } from "vitest";
import { keepPreferences, readPreferences, usualPreferences } from "./preferences.ts";

const storage = (content: Record<string, string>) => ({
  getItem: (key: string) => content[key] ?? null,
  setItem: (key: string, value: string) => {
    content[key] = value;
  },
});

afterEach(() => vi.unstubAllGlobals());

describe("preferences", () => {
  it("are read as they were kept", () => {
    vi.stubGlobal("localStorage", storage({}));
    const wished = { motion: "none", letterKeys: false, charts: "tables" } as const;
    keepPreferences(wished);
    expect(readPreferences()).toEqual(wished);
  });
  it.each(["", "{", "null", "[]", '{"motion":"wild","letterKeys":"no","charts":7}'])(
    "are the usual ones where %j is kept",
    (text) => {
      vi.stubGlobal("localStorage", storage({ preferences: text }));
      expect(readPreferences()).toEqual(usualPreferences);
    },
  );
  it("are the usual ones where the browser keeps nothing", () => {
    const refuse = () => {
      throw new Error("denied");
    };
    vi.stubGlobal("localStorage", { getItem: refuse, setItem: refuse });
    keepPreferences({ ...usualPreferences, motion: "none" });
    expect(readPreferences()).toEqual(usualPreferences);
  });
});
