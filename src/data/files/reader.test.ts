import { beforeAll, describe, expect, it, vi } from "vitest";
import { sentenceOf, sentencesOf } from "../../text/faults/catalogue.ts";
import type { ReaderCommand, ReaderEvent } from "./reader.ts";

const events: ReaderEvent[] = [];
/** The worker's scope; the reader says what it does with a message. */
const scope: { postMessage: (event: ReaderEvent) => void; onmessage?: (message: { data: ReaderCommand }) => void } = {
  postMessage: (event) => {
    events.push(event);
  },
};
const tell = async (command: ReaderCommand): Promise<ReaderEvent> => {
  events.length = 0;
  scope.onmessage!({ data: command });
  await vi.waitFor(() => expect(events.some(({ type }) => type !== "reading")).toBe(true));
  return events.find(({ type }) => type !== "reading")!;
};
const table = `a;kind\n${Array.from({ length: 20 }, (_, i) => `${i % 7},5;${i % 2 ? "x" : "y"}`).join("\n")}\n`;

describe("the reader", () => {
  beforeAll(async () => {
    vi.stubGlobal("self", scope);
    await import("./reader.ts");
  });

  it("keeps the choice open where a table cannot be read as wished, and hands it over once it can", async () => {
    const opened = await tell({ type: "read", files: [{ name: "t.csv", blob: new Blob([table]) }] });
    expect(opened).toMatchObject({ type: "preview", preview: { data: { count: 20 }, faults: [] } });
    const failed = await tell({ type: "reread", dialect: { above: 50 } });
    expect(failed).toMatchObject({
      type: "preview",
      preview: {
        data: null,
        options: { dialect: { above: 50, separator: ";" } },
      },
    });
    expect(failed.type === "preview" && failed.preview.faults.map(sentenceOf)).toEqual([
      "t.csv: no row is left below the 50 that are left out. Leave out fewer.",
    ]);
    const mended = await tell({ type: "reread", dialect: { above: 0 } });
    expect(mended).toMatchObject({ type: "preview", preview: { data: { count: 20 } } });
    const taken = await tell({ type: "take" });
    expect(taken).toMatchObject({ type: "taken", data: { dataset: { count: 20, classes: ["x", "y"] } } });
  });

  it("tells why files are refused", async () => {
    const refused = await tell({ type: "read", files: [{ name: "t.csv", blob: new Blob(["only words"]) }] });
    expect(refused.type === "refused" && sentencesOf(refused.said)).toContain("t.csv: row 1 has one value");
  });
});
