import {
  button,
  choiceOf,
  choose,
  dataset,
  expect,
  metric,
  open,
  openBare,
  ready,
  reveal,
  slideTo,
  test,
  value,
} from "./fixtures.ts";

test("the whole set-up is in the link and comes back from it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, "data=circles&noise=0.2&hidden=8-8&seed=21&backend=cpu&granularity=unit&scope=layerwise");
  await choose(page, "Criterion", "random");
  await choose(page, "Optimizer", "momentum");
  await slideTo(page, 50);
  await button(page, "Share").click();
  await button(page, "Copy link").click();
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
  for (const [name, word] of [
    ["Data", "Circles"],
    ["Network", "2-8-8-2"],
    ["Criterion", "random"],
    ["Granularity", "whole neurons"],
    ["Scope", "in every layer alike"],
  ])
    await expect(page.getByRole("button", { name: `${name}: ${word}` })).toBeVisible();
  for (const [name, option] of [
    ["Optimizer", "momentum"],
    ["Backend", "cpu"],
  ])
    await expect(choiceOf(await reveal(page, name), option)).toBeChecked();
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
  await expect.poll(() => dataset(page)).toBe("digits");
  // One that is too long is told and leaves the address at once.
  await page.goto("about:blank");
  await open(page, `seed=${"7".repeat(5000)}`);
  await expect(said).toContainText("longer than 2000 characters");
  await expect(page).toHaveURL(/#v=1&data=spiral&start=trained&seed=7$/);
});

test("back and forward go through the set-ups", async ({ page }) => {
  await open(page, "data=moons&backend=wasm");
  await choose(page, "Data", "xor");
  await expect(page).toHaveURL(/data=xor/);
  await ready(page);
  await page.goBack();
  await expect.poll(() => dataset(page)).toBe("moons");
  await page.goForward();
  await expect.poll(() => dataset(page)).toBe("xor");
});

test("a link with a sparsity shows the figures of that cut at once, not yet applied", async ({ page }) => {
  await open(page, "data=xor&backend=wasm&sparsity=50");
  await expect(metric(page, "sparsity")).toHaveAttribute("data-value", "0.5");
  await expect
    .poll(() => page.evaluate(() => window.playground.cut()))
    .toEqual({ handle: 0.5, measured: 0.5, committed: 0 });
  await expect(page.getByText("Not yet applied.")).toBeVisible();
});

test("the bare address opens what a link to it says, and a link of version 1 that does not say so opens untrained", async ({
  page,
}) => {
  await openBare(page);
  await expect(metric(page, "step")).toHaveAttribute("data-value", "5000");
  expect(new URL(page.url()).hash).toBe("");
  await choose(page, "Criterion", "random");
  await expect(page).toHaveURL(/#v=1&data=spiral&start=trained&criterion=random&seed=7$/);
  await page.reload();
  await ready(page);
  await expect(metric(page, "step")).toHaveAttribute("data-value", "5000");
  await page.goto("about:blank");
  await open(page, "data=spiral&seed=7");
  await expect(metric(page, "step")).toHaveAttribute("data-value", "0");
});
