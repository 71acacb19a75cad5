import { defineConfig } from "@playwright/test";
import { findBrowser } from "./scripts/browser.mjs";

const port = Number(process.env.E2E_PORT ?? 4319);

// What every test would compile anew is compiled once, a fifth of all the time: a window's profile serves one test after the other, its
// storage emptied (`e2e/fixtures.ts`). What ran a few times is not optimised to the last, and two cores gain nothing by collecting
// garbage in parallel: another quarter. Long runs do without all three.
const isLong = process.env.LONG === "1";
if (!isLong) process.env.PW_TEST_REUSE_CONTEXT = "1";

export default defineConfig({
  testDir: "e2e",
  timeout: 120_000,
  workers: 2,
  fullyParallel: true,
  // Machines are shared: what passes only at the second try is listed as flaky.
  retries: 1,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  // scripts/test.mjs reads the counts from the JSON report.
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["list"], ["json"]] : [["list"]],
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1440, height: 900 },
    // Tests drive the page as people do; motion would only cost time.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        "--no-sandbox",
        "--enable-unsafe-swiftshader",
        "--ignore-gpu-blocklist",
        "--disable-background-networking",
        "--disable-component-update",
        ...(isLong ? [] : ["--js-flags=--no-turbofan,--invocation-count-for-maglev=5000,--single-threaded-gc"]),
        // The list of suggestions below the address bar is a page of its own in every window, a seventh of all the time. The other
        // features are those that Playwright disables: the last list counts.
        `--disable-features=${["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"]
          .concat(["PaintHolding", "HttpsUpgrades", "OptimizationHints", "MediaRouter", "DestroyProfileOnBrowserClose"])
          .concat(["ThirdPartyStoragePartitioning", "NetworkTimeServiceQuerying", "PreconnectToSearch", "AimEnabled"])
          .join()}`,
      ],
    },
  },
  webServer: { command: `npx vite preview --port ${port} --strictPort`, port, reuseExistingServer: false },
});
