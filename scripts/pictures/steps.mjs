// What a person does on the way to a picture.

const slider = (page) => page.getByRole("slider", { name: "Sparsity" });
export const press = (page, name) => page.getByRole("button", { name }).first().click();
/** Until figures are measured and drawings have come to rest. */
export const settled = (page) => page.waitForTimeout(900);

const ran = async (page, id, label, rest = settled) => {
  await press(page, new RegExp(`^${label}$`));
  await page.waitForFunction(
    ([id, label]) => window.playground.actions().find((one) => one.id === id).label === label,
    [id, label],
    { timeout: 240_000 },
  );
  await rest(page);
};

export const trained = (page) => ran(page, "train", "Train");
/** Trained, with its weights on their way into the queue. */
export const flying = (page) => ran(page, "train", "Train", () => page.waitForTimeout(450));
export const tuned = (page) => ran(page, "fine-tune", "Fine-tune");

/** Puts the handle to a whole percentage by keys. */
export async function cut(page, percent) {
  await slider(page).focus();
  await page.keyboard.press("Home");
  for (let i = 0; i < Math.floor(percent / 10); i++) await page.keyboard.press("PageUp");
  for (let i = 0; i < percent % 10; i++) await page.keyboard.press("ArrowRight");
  await settled(page);
}

export const cutAt = (percent) => (page) => cut(page, percent);

export const trainedAt = (percent) => async (page) => {
  await trained(page);
  await cut(page, percent);
};

/** Leads to all pages, in windows without room for their words. */
export const menu = /^Menu$/;

/** Opens a page of the margin by its word, and others from there by their titles. */
export async function opened(page, word, ...titles) {
  if (word === menu) await page.setViewportSize({ width: 390, height: 844 });
  await press(page, word);
  for (const title of titles)
    await page.getByRole("complementary").getByRole("button", { name: title, exact: true }).click();
  await settled(page);
}

/** Chooses files as data. */
export async function picked(page, files) {
  await press(page, /^(Data: |More data|Choose data)/);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("complementary").getByRole("button", { name: "From files…", exact: true }).click();
  await (await chooser).setFiles(files);
  await page.waitForTimeout(1500);
}

/** Opens what was chosen. */
export async function accepted(page) {
  await page.getByRole("complementary").getByRole("button", { name: "Open", exact: true }).click();
  await page.waitForFunction(() => window.playground.setup().data === "file" && window.playground.curve(), null, {
    timeout: 60_000,
  });
  await settled(page);
}

const region = (page, name) => page.getByRole("region", { name, exact: true });

/** Points at a place of a region, as shares of it. */
export async function pointedAt(page, name, x, y) {
  const box = await region(page, name).boundingBox();
  await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
}

/** A class or input of a name that is long. */
const long = (name) => `${name} of the northern archipelago station`;

/** A table of three species and four measures, their names long or short. */
export function tableOf({ isLong = false } = {}) {
  const name = isLong ? long : (text) => text;
  const species = ["Adelie", "Chinstrap", "Gentoo"].map(name);
  const columns = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"].map(name);
  const of = (k, i) => [
    [39, 48, 47][k] + ((i * 7) % 9) * 0.7 - 3,
    [18.3, 18.4, 15][k] + ((i * 5) % 7) * 0.4 - 1.2,
    [190, 196, 217][k] + ((i * 11) % 13) - 6,
    [3700, 3730, 5080][k] + ((i * 13) % 17) * 60 - 480,
  ];
  const rows = Array.from({ length: 330 }, (_, i) => [...of(i % 3, i).map((n) => n.toFixed(1)), species[i % 3]]);
  const text = [[...columns, "species"], ...rows].map((row) => row.join(",")).join("\n");
  return { name: "penguins.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
}
