import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { assemblyScript } from "./scripts/assemblyscript.ts";
import { findBrowser } from "./scripts/browser.mjs";

export default defineConfig({
  plugins: [assemblyScript()],
  test: {
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
          exclude: ["src/engine/card.test.ts"],
          environment: "node",
          // Machines are shared: a test that hangs is found all the same.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        // The same tests of the engines once more, in a browser, where they take that of WebGL; and what needs a card.
        test: {
          name: "browser",
          include: ["agreement", "anywhere", "card", "engines"].map((name) => `src/engine/${name}.test.ts`),
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: findBrowser(), args: ["--no-sandbox", "--enable-unsafe-swiftshader"] },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
