// npm run reference [-- DIR]: trains with the page's own engine and compares accuracies with the reference's, over several seeds.
// DIR holds folders of IDX files (mnist-10k). Vite reads the TypeScript, here and in the workers that this file is started in.
import { isMainThread } from "node:worker_threads";
import { read } from "./run.mjs";

const { status } = await read(new URL(isMainThread ? "./reference/run.ts" : "./reference/worker.ts", import.meta.url));
process.exit(status);
