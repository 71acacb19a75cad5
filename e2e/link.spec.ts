import { button, choose, expect, metric, open, ready, slideTo, test, value } from "./fixtures.ts";

test("the whole set-up is in the link and comes back from it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, "data=circles&noise=0.2&hidden=8-8&seed=21&backend=cpu");
  await choose(page, "Criterion", "random");
  await choose(page, "Granularity", "unit");
  await choose(page, "Scope", "layerwise");
  await choose(page, "Optimizer", "momentum");
  await slideTo(page, 50);
  await button(page, "Share").click();
  await expect(page.getByText("Link copied.")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  for (const part of [
    "v=1",
    "data=circles",
    "noise=0.2",
    "hidden=8-8",
    "seed=21",
    "criterion=random",
    "granularity=unit",
  ])
    expect(link).toContain(part);

  await page.goto("about:blank");
  await page.goto(link);
  await ready(page);
  for (const [name, setting] of [
    ["Data", "circles"],
    ["Network", "8-8"],
    ["Criterion", "random"],
    ["Granularity", "unit"],
    ["Scope", "layerwise"],
    ["Optimizer", "momentum"],
    ["Backend", "cpu"],
  ])
    await expect(page.getByRole("combobox", { name, exact: true })).toHaveValue(setting);
  await expect(page.getByRole("slider", { name: "Sparsity" })).toHaveValue("50");
  expect(await value(page, "total-weights")).toBe(2 * 8 + 64 + 16);
});

test("a bad link falls back to good values and says which", async ({ page }) => {
  await open(page, "data=spiral&rate=-3&hidden=9999&__proto__=1&seed=abc&optimizer=%3Cscript%3E&backend=wasm");
  const said = page.getByRole("status").filter({ hasText: "The link was corrected" });
  for (const part of ["rate “-3”", "hidden “9999”", "__proto__", "seed “abc”", "optimizer “<script>”"])
    await expect(said).toContainText(part);
  await expect(metric(page, "total-weights")).toHaveAttribute("data-value", "320");
  await said.getByRole("button", { name: "Close" }).click();
  await expect(said).toBeHidden();

  // A link to somebody's file opens its network on data that it can read.
  await page.goto("about:blank");
  await open(page, "data=file&hidden=c2x3-p4&backend=wasm");
  await expect(said).toContainText("data “file” is a file of the link's author; digits is shown instead");
  await expect(page.getByRole("combobox", { name: "Data", exact: true })).toHaveValue("digits");
  // One that is too long is told and leaves the address at once.
  await page.goto("about:blank");
  await open(page, `seed=${"7".repeat(5000)}`);
  await expect(said).toContainText("longer than 2000 characters");
  await expect(page).toHaveURL(/#v=1&data=spiral&seed=7$/);
});

test("back and forward go through the set-ups", async ({ page }) => {
  await open(page, "data=moons&backend=wasm");
  await choose(page, "Data", "xor");
  await expect(page).toHaveURL(/data=xor/);
  await ready(page);
  await page.goBack();
  await expect(page.getByRole("combobox", { name: "Data", exact: true })).toHaveValue("moons");
  await page.goForward();
  await expect(page.getByRole("combobox", { name: "Data", exact: true })).toHaveValue("xor");
});

test("a link with a sparsity shows the figures of that cut at once, not yet applied", async ({ page }) => {
  await open(page, "data=xor&backend=wasm&sparsity=50");
  await expect(metric(page, "sparsity")).toHaveAttribute("data-value", "0.5");
  await expect.poll(() => page.evaluate(() => window.playground.cut())).toEqual({ handle: 0.5, measured: 0.5 });
  await expect(page.getByRole("region", { name: "Workflow" })).toContainText("not yet applied");
});
