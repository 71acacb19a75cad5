// Finds a Chromium for the browser tests, or installs one; fails loudly when there is none.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const installed = () =>
  [
    process.env.PW_CHROMIUM,
    // Without windows of its own it takes a sixth less time.
    "/usr/bin/chromium-headless-shell",
    chromium.executablePath(),
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ].find((path) => path && existsSync(path));

const isRootOnDebian = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

const attempts = [
  ...(isRootOnDebian
    ? [
        "apt-get update -q",
        "apt-get install -y -q --no-install-recommends chromium-headless-shell",
        "apt-get install -y -q --no-install-recommends chromium",
      ]
    : []),
  "npx playwright install chromium",
];

/** Path of a Chromium that runs here. */
export function findBrowser() {
  const found = installed();
  if (found) return found;
  for (const attempt of attempts) {
    console.log(`No Chromium yet: ${attempt}`);
    spawnSync(attempt, { shell: true, stdio: "inherit", timeout: 300_000 });
    const path = installed();
    if (path) return path;
  }
  throw new Error("No Chromium found. Install Chrome or Chromium, or set PW_CHROMIUM to its path.");
}
