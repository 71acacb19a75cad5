import type { Page } from "@playwright/test";
import {
  accept,
  button,
  dataset,
  expect,
  file,
  fingerprint,
  metric,
  open,
  pick,
  prunedZeros,
  run,
  slideTo,
  test,
  value,
  weights,
} from "./fixtures.ts";

const worker = (page: Page) => page.workers().find((one) => /worker-/.test(one.url()))!;
const alert = (page: Page, text: RegExp | string) => page.getByRole("alert").filter({ hasText: text });

test("a worker that hangs while it trains is told, replaced after 15 s, and the run goes on from the state recorded last", async ({
  page,
}) => {
  await page.clock.install();
  await open(page, "data=moons&hidden=8&epochs=4&finetune=1000&backend=cpu");
  await run(page, "Train");
  await slideTo(page, 50);
  await button(page, "Fine-tune").click();
  await expect.poll(() => value(page, "step")).toBeGreaterThan(210);
  // It waits for ever, and takes no time from the tests beside this one.
  void worker(page)
    .evaluate(() => {
      const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
      Atomics.wait(new Int32Array(buffer), 0, 0);
    })
    .catch(() => undefined);
  await page.clock.runFor(6000);
  await expect(alert(page, "The engine does not answer")).toBeVisible();
  await page.clock.runFor(10_000);
  await expect(
    alert(
      page,
      /was replaced\. It had not answered for 15 s\. It goes on from step [\d,]+, recorded last, with the run\./,
    ),
  ).toBeVisible();
  await expect(button(page, "Pause")).toBeVisible();
  await expect.poll(() => value(page, "step")).toBeGreaterThanOrEqual(200);
  expect(prunedZeros(await weights(page))).toBe(16);
  await expect(page.getByRole("slider", { name: "Sparsity" })).toHaveValue("50");
  await alert(page, "The engine was replaced").getByRole("button", { name: "Close" }).click();
  const step = await value(page, "step");
  await expect.poll(() => value(page, "step")).toBeGreaterThan(step);
});

test("a worker that ends can be restarted at once; data of one's own and the very weights come back", async ({
  page,
}) => {
  await page.clock.install();
  await open(page, "data=moons&hidden=8&epochs=2&backend=wasm");
  const rows = Array.from({ length: 200 }, (_, i) => `${Math.sin(i)},${Math.cos(1.7 * i)},${i % 3 ? "red" : "blue"}`);
  await pick(page, [file("colours.csv", Buffer.from(`x,y,colour\n${rows.join("\n")}`))]);
  await accept(page);
  await run(page, "Train");
  const [before, step] = [await fingerprint(page), await value(page, "step")];
  await worker(page).evaluate(() => self.close());
  await page.clock.runFor(6000);
  await alert(page, "The engine does not answer").getByRole("button", { name: "Restart the engine" }).click();
  await expect(alert(page, `The engine was replaced. It goes on from step ${step}`)).toBeVisible({
    timeout: 30_000,
  });
  expect(await fingerprint(page)).toBe(before);
  await expect.poll(() => dataset(page)).toBe("file");
  await expect(metric(page, "backend")).toHaveAttribute("data-value", "wasm");
  await run(page, "Train");
  expect(await value(page, "step")).toBe(2 * step);
});
