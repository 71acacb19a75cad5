import { expect, it } from "vitest";
import { hasRoomForTide } from "./room.ts";

it("weights stand under the network where the stage is high enough, and never on a phone", () => {
  const desk = { width: 1440, height: 900 };
  expect(hasRoomForTide({ height: 446 }, desk, false)).toBe(true);
  expect(hasRoomForTide({ height: 270 }, { width: 1366, height: 640 }, false)).toBe(true);
  expect(hasRoomForTide({ height: 269 }, { width: 1366, height: 640 }, false)).toBe(false);
  expect(hasRoomForTide({ height: 380 }, { width: 390, height: 844 }, false)).toBe(false);
  expect(hasRoomForTide({ height: 346 }, { width: 844, height: 390 }, false)).toBe(false);
  expect(hasRoomForTide({ height: 290 }, { width: 1366, height: 768 }, true)).toBe(false);
  expect(hasRoomForTide({ height: 440 }, { width: 1920, height: 1080 }, true)).toBe(true);
});
