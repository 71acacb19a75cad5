import { preview } from "vite";
import {
  choose,
  closeMargin,
  expect,
  metric,
  open,
  openPage,
  prunedZeros,
  run,
  slideTo,
  test,
  value,
  weights,
} from "./fixtures.ts";

const port = Number(process.env.E2E_PORT ?? 4319) + 20;
let server: Awaited<ReturnType<typeof preview>>;

test.use({ baseURL: `http://localhost:${port}/` });

// A host whose policy forbids WebAssembly, to the page and its workers.
test.beforeAll(async () => {
  const headers = { "Content-Security-Policy": "script-src 'self'; worker-src 'self'" };
  server = await preview({ preview: { port, strictPort: true, headers }, logLevel: "error" });
});
test.afterAll(() => server.close());

test("where the host forbids WebAssembly the JavaScript engine trains, prunes and fine-tunes, and a badge says why", async ({
  page,
}) => {
  await open(page, "data=moons&hidden=8&epochs=4&finetune=2");
  const badge = metric(page, "backend");
  await expect(badge).toHaveAttribute("data-value", "cpu", { timeout: 30_000 });
  await expect(page.getByRole("button", { name: /^How to train: .* on CPU$/ })).toBeVisible();
  await expect(await openPage(page, /^How to train: /)).toContainText(
    /security policy forbids WebAssembly .*steps per second on plain Java/,
  );
  await closeMargin(page);
  await run(page, "Train");
  expect(await value(page, "validation-accuracy")).toBeGreaterThan(0.7);
  await slideTo(page, 50);
  await run(page, "Fine-tune");
  expect(prunedZeros(await weights(page))).toBe(16);
  await choose(page, "Backend", "wasm");
  await expect(await openPage(page, /^How to train: /)).toContainText(
    /WebAssembly is not to be had here .*so plain JavaScript trains/,
  );
});
