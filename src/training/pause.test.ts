import { afterEach, describe, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe("a pause", () => {
  it("ends without a message, as in WebKit while the page is busy, and keeps no more than one on its way", async () => {
    let posted = 0;
    let deliver: (() => void) | undefined;
    class Held {
      readonly port1 = {
        set onmessage(listen: () => void) {
          deliver = listen;
        },
      };
      readonly port2 = { postMessage: () => posted++ };
    }
    vi.stubGlobal("MessageChannel", Held);
    const { pause } = await import("./pause.ts");
    for (let i = 0; i < 5; i++) await pause();
    expect(posted).toBe(1);
    // A message that comes late ends the pause that goes on then, and no other.
    deliver!();
    const next = pause();
    expect(posted).toBe(2);
    deliver!();
    await next;
  });

  it("ends whatever other pauses go on", async () => {
    const { pause } = await import("./pause.ts");
    await Promise.all([pause(), pause(), pause()]);
  });

  it("lets timers and messages have their turn", async () => {
    const { pause } = await import("./pause.ts");
    let wasPosted = false;
    setTimeout(() => {
      wasPosted = true;
    });
    while (!wasPosted) await pause();
  });
});
