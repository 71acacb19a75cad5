// Starts Firefox and WebKit under Xvfb with what drives them, Marionette and WebKitWebDriver. Both know WebDriver's commands.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** WebDriver's commands: by HTTP, and as Marionette calls them. */
const commands = {
  navigate: ["POST", "url", "WebDriver:Navigate"],
  execute: ["POST", "execute/async", "WebDriver:ExecuteAsyncScript"],
  perform: ["POST", "actions", "WebDriver:PerformActions"],
  resize: ["POST", "window/rect", "WebDriver:SetWindowRect"],
  screenshot: ["GET", "screenshot", "WebDriver:TakeScreenshot"],
  print: ["POST", "print", "WebDriver:Print"],
};
const timeouts = { script: 120_000, pageLoad: 60_000 };

const pathOf = (name) => spawnSync("which", [name], { encoding: "utf8" }).stdout.trim();

/** Path of WebKitGTK's small browser, which lies beside its libraries. */
function webkitBrowser() {
  const inside = (folder) =>
    existsSync(folder)
      ? readdirSync(folder, { withFileTypes: true })
          .filter((entry) => entry.isDirectory())
          .map(({ name }) => join(folder, name))
      : [];
  const folders = ["/usr/lib", "/usr/libexec"].flatMap((root) => [root, ...inside(root)]).flatMap(inside);
  return folders
    .filter((folder) => folder.includes("webkit"))
    .map((folder) => join(folder, "MiniBrowser"))
    .find(existsSync);
}

/** Tries until it works; throws what was thrown last. */
async function patiently(attempt) {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === 360) throw error;
      await sleep(250);
    }
  }
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once("exit", done));
  child.kill();
  await Promise.race([ended, sleep(5000)]);
  child.kill("SIGKILL");
}

/** A screen that nobody sees: without one, browsers offer no WebGL. */
async function startScreen() {
  const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1920x1200x24"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const display = await new Promise((found) =>
    server.stdio[3].once("data", (text) => found(`:${String(text).trim()}`)),
  );
  return { env: { ...process.env, DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: "1" }, close: () => end(server) };
}

/** Answers of a socket that speaks Marionette's "length:[type, id, error, result]". */
function marionette(socket) {
  const waiting = new Map();
  let bytes = Buffer.alloc(0);
  let last = 0;
  socket.on("data", (more) => {
    bytes = Buffer.concat([bytes, more]);
    for (let colon = bytes.indexOf(":"); colon > 0; colon = bytes.indexOf(":")) {
      const whole = colon + 1 + Number(bytes.subarray(0, colon));
      if (bytes.length < whole) return;
      const message = JSON.parse(bytes.subarray(colon + 1, whole));
      bytes = bytes.subarray(whole);
      if (!Array.isArray(message)) continue;
      const [, id, error, result] = message;
      const { resolve, reject } = waiting.get(id);
      waiting.delete(id);
      if (error) reject(new Error(error.message));
      else resolve(result);
    }
  });
  socket.on("close", () => {
    for (const { reject } of waiting.values()) reject(new Error("The browser is gone."));
  });
  return (command, parameters) =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify([0, ++last, command, parameters]);
      waiting.set(last, { resolve, reject });
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}

async function startFirefox(isCalm) {
  const profile = mkdtempSync(join(tmpdir(), "firefox-"));
  const port = 20_000 + (process.pid % 10_000);
  const wishes = {
    "marionette.port": port,
    "webgl.force-enabled": true,
    "browser.shell.checkDefaultBrowser": false,
    "ui.prefersReducedMotion": isCalm ? 1 : 0,
  };
  const lines = Object.entries(wishes).map(([name, value]) => `user_pref("${name}", ${value});\n`);
  writeFileSync(join(profile, "user.js"), lines.join(""));
  const path = pathOf("firefox-esr") || pathOf("firefox");
  const screen = await startScreen();
  const flags = ["--marionette", "--no-remote", "--profile", profile];
  const browser = spawn(path, flags, { env: screen.env, stdio: "ignore" });
  const open = () =>
    new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => resolve(socket));
      socket.once("error", reject);
    });
  const socket = await patiently(open);
  const ask = marionette(socket);
  const { capabilities } = await ask("WebDriver:NewSession", { capabilities: { alwaysMatch: { timeouts } } });
  return {
    version: capabilities.browserVersion,
    async command(name, parameters = {}) {
      const answer = await ask(commands[name][2], parameters);
      return answer?.value;
    },
    async close() {
      await ask("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {});
      socket.destroy();
      await end(browser);
      await screen.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Has a pixel in the corner painted anew for some seconds. */
const flicker = `const dot = document.createElement("i");
  dot.style.cssText = "position: fixed; inset: 0 auto auto 0; width: 1px; height: 1px";
  document.documentElement.append(dot);
  let colour = 0;
  const timer = setInterval(() => { dot.style.background = colour++ % 2 ? "#fff" : "#fefefe"; }, 50);
  setTimeout(() => { clearInterval(timer); dot.remove(); }, 20000);
  arguments[0]();`;

async function startWebkit(isCalm) {
  const screen = await startScreen();
  const port = 30_000 + (process.pid % 10_000);
  // It asks GTK whether things move.
  const settings = mkdtempSync(join(tmpdir(), "webkit-"));
  mkdirSync(join(settings, "gtk-3.0"));
  const lines = ["[Settings]", `gtk-enable-animations=${isCalm ? 0 : 1}`];
  writeFileSync(join(settings, "gtk-3.0", "settings.ini"), lines.join("\n"));
  // Its painter crashes where it composes layers without a graphics card.
  const env = { ...screen.env, XDG_CONFIG_HOME: settings, WEBKIT_DISABLE_COMPOSITING_MODE: "1" };
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], { env, stdio: "ignore" });
  const ask = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}/${path}`, {
      method,
      ...(method === "POST" ? { body: JSON.stringify(body) } : {}),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(value.message || value.error);
    return value;
  };
  const options = { binary: webkitBrowser(), args: ["--automation", "--features=+AllowWebGLInWorkers"] };
  const wishes = { timeouts, "webkitgtk:browserOptions": options };
  const { sessionId, capabilities } = await patiently(() =>
    ask("POST", "session", { capabilities: { alwaysMatch: wishes } }),
  );
  return {
    version: capabilities.browserVersion,
    async command(name, parameters = {}) {
      const send = (one, what) => ask(commands[one][0], `session/${sessionId}/${commands[one][1]}`, what);
      // It takes a picture of the next frame that is painted: on a page at rest there is none.
      if (name === "screenshot") await send("execute", { script: flicker, args: [] });
      return send(name, parameters);
    },
    async close() {
      await ask("DELETE", `session/${sessionId}`).catch(() => {});
      await end(driver);
      await screen.close();
      rmSync(settings, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** What is not installed of `[what, package, whether it is there]`, and how to get it; null where nothing lacks. */
function lacking(needed) {
  const lacks = needed.filter(([, , isThere]) => !isThere);
  if (lacks.length === 0) return null;
  const [names, packages] = [0, 1].map((column) => lacks.map((one) => one[column]));
  return `not installed: ${names.join(", ")}. On Debian or Ubuntu: apt-get install ${packages.join(" ")}`;
}

const screenNeeded = () => ["Xvfb", "xvfb", pathOf("Xvfb")];

/** Browsers that this script can drive: what they lack here and how to get it, and how they start, asking for little motion or not. */
export const browsers = [
  {
    name: "Firefox",
    missing: () => lacking([["Firefox", "firefox-esr", pathOf("firefox-esr") || pathOf("firefox")], screenNeeded()]),
    start: startFirefox,
  },
  {
    name: "WebKit",
    missing: () =>
      lacking([
        ["WebKitWebDriver and MiniBrowser", "webkit2gtk-driver", pathOf("WebKitWebDriver") && webkitBrowser()],
        screenNeeded(),
      ]),
    start: startWebkit,
  },
];
