// npm run pretrain: trains the networks that come trained as the page would and writes their weights to src/worker/pretrained. The same bytes every time.
import { read } from "./run.mjs";

await read(new URL("./pretrain/run.ts", import.meta.url));
process.exit(0);
