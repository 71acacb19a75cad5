// npm run browsers [name]: does the page's main job in Firefox and WebKit, as people do it, and names what is not installed. Ends with
// "N passed, N failed"; a browser that is not there counts as failed.
import { mkdirSync, writeFileSync } from "node:fs";
import { build } from "vite";
import { Page } from "./browsers/page.mjs";
import { parts } from "./browsers/parts.mjs";
import { serve } from "./browsers/serve.mjs";
import { browsers } from "./browsers/start.mjs";

const [only, text] = process.argv.slice(2);
const wanted = browsers.filter(({ name }) => !only || name.toLowerCase() === only.toLowerCase());
const chosen = parts.filter(({ title }) => !text || title.includes(text));
const count = { passed: 0, failed: 0 };

await build({ logLevel: "error" });
const server = await serve();
for (const { name, missing, start } of wanted) {
  const reason = missing();
  if (reason) {
    console.log(`\n${name} ${reason}`);
    count.failed++;
    continue;
  }
  for (const [i, part] of chosen.entries()) {
    const { title } = part;
    const begun = Date.now();
    let browser;
    let page;
    try {
      // WebKit's painter crashes now and then: a fresh browser for each part keeps the others apart.
      browser = await start(part.isCalm);
      if (i === 0) console.log(`\n${name} ${browser.version}`);
      page = new Page(browser, server.address);
      await part.run(page);
      const complaints = await page.complaints();
      if (complaints.length > 0) throw new Error(complaints.join("; "));
      count.passed++;
      console.log(`  passed  ${title} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
    } catch (error) {
      count.failed++;
      console.log(`  FAILED  ${title}: ${error.message}`);
      mkdirSync("test-results", { recursive: true });
      const picture = `test-results/${name}-${i}.png`;
      await page
        ?.screenshot()
        .then((png) => writeFileSync(picture, png))
        .then(() => console.log(`          ${picture}`))
        .catch(() => {});
    }
    await browser?.close();
  }
}
await server.close();
console.log(`\n${count.passed} passed, ${count.failed} failed`);
process.exit(count.failed === 0 ? 0 : 1);
