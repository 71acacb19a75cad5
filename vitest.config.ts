import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { assemblyScript } from "./scripts/assemblyscript.ts";
import { findBrowser } from "./scripts/browser.mjs";

/** What replaces globals or whole modules has them for itself; all others share what they import, a fifth of their time. */
const apart = [
  "charts/network/pace",
  "data/files/reader",
  "worker/announced",
  "worker/ownData",
  "worker/torn",
  "worker/killed",
  "worker/client",
  "worker/jobs/jobs",
  "engine/graphics",
  "training/pause",
  "model",
  "store/actions",
].map((name) => `src/${name}.test.ts`);
// Machines are shared: a test that hangs is found all the same.
const patience = process.env.LONG === "1" ? 180_000 : 30_000;

export default defineConfig({
  plugins: [assemblyScript()],
  test: {
    hookTimeout: patience,
    setupFiles: ["src/properties.setup.ts"],
    // Tests in a browser read it from import.meta.env.
    env: { LONG: process.env.LONG ?? "" },
    // Sessions wait more than they work: runs last two seconds.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          include: ["src/**/*.test.ts", "src/**/*.test.tsx"],
          exclude: [
            "src/worker/card.test.ts",
            "src/worker/replayOnCard.test.ts",
            "src/records/store.test.ts",
            ...apart,
          ],
          environment: "node",
          isolate: false,
          testTimeout: patience,
        },
      },
      { extends: true, test: { name: "apart", include: apart, environment: "node", testTimeout: patience } },
      {
        extends: true,
        // The same tests of the engines once more, in a browser, where they take that of WebGL; and what needs a card or
        // the browser's storage.
        test: {
          name: "browser",
          include: [
            "engine/agreement",
            "engine/anywhere",
            "engine/engines",
            "worker/card",
            "worker/replayOnCard",
            "records/store",
          ].map((name) => `src/${name}.test.ts`),
          testTimeout: 4 * patience,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: findBrowser(),
                args: ["--no-sandbox", "--enable-unsafe-swiftshader", "--js-flags=--single-threaded-gc"],
              },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
