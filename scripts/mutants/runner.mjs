// One process that runs test files in a copy of the project again and again, so that the tests' own tools start once. It takes
// { files, changed, bails } and answers { failed, why }: titles of the tests that failed, or why none of them ran.
import { createVitest } from "vitest/node";

const root = process.cwd();
const silent = { onInit() {} };
// What fails once on a busy machine has found nothing.
const options = { root, watch: false, run: false, retry: 1, reporters: [silent], project: ["node", "apart"] };
const vitest = await createVitest("test", options);
await vitest.standalone();

async function failures({ files, changed, bails }) {
  for (const file of changed) vitest.invalidateFile(`${root}/${file}`);
  for (const project of vitest.projects) project.config.bail = bails ? 1 : 0;
  vitest.config.bail = bails ? 1 : 0;
  const specifications = (await vitest.globTestSpecifications(files)).filter(({ moduleId }) =>
    files.some((file) => moduleId.endsWith(`/${file}`)),
  );
  const missing = files.find((file) => !specifications.some(({ moduleId }) => moduleId.endsWith(`/${file}`)));
  if (missing) return { failed: [], why: `${missing} is not there` };
  const ids = new Set(specifications.map(({ moduleId }) => moduleId));
  const { testModules } = await vitest.runTestSpecifications(specifications, false);
  const ran = testModules.filter(({ moduleId }) => ids.has(moduleId));
  const failed = ran.flatMap(({ children }) => [...children.allTests("failed")]).map(({ fullName }) => fullName);
  const broken = ran.flatMap((module) => module.errors())[0];
  const isEmpty = ran.every(({ children }) => [...children.allTests()].length === 0);
  if (failed.length > 0 || (!broken && !isEmpty)) return { failed, why: null };
  return { failed, why: broken?.message.split("\n")[0] ?? "the tests did not run" };
}

process.on("message", async (ask) =>
  process.send(await failures(ask).catch(({ message }) => ({ failed: [], why: message }))),
);
process.send("ready");
