import { expect, it } from "vitest";
import { sentenceOf } from "../text/faults/catalogue.ts";
import { opened, small } from "./talk.test.support.ts";

// Node keeps nothing, as some browsers do.

it("that nothing can be kept is told once, after the first step; who only looks, and at the list too, is not told", async () => {
  const talk = await opened({ ...small, backend: "wasm" });
  await talk.act({ type: "listSessions" }, { type: "configure", change: { criterion: "random" } });
  await talk.until(() => talk.last("sessions") !== undefined);
  expect(talk.last("sessions")).toMatchObject({ sessions: [], why: { id: "closed-forbidden" } });
  expect(sentenceOf(talk.last("sessions")!.why!)).toContain("keep anything");
  expect(talk.all("keeping")).toEqual([]);
  for (let i = 0; i < 3; i++) await talk.act({ type: "step" });
  await talk.act({ type: "listSessions" });
  await talk.until(() => talk.all("sessions").length > 1);
  expect(talk.all("keeping").map(({ session, problem }) => [session, problem?.said])).toEqual([
    [null, [talk.last("sessions")!.why]],
  ]);
});
