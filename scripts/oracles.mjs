// npm run oracles -- DIR: every worked case in DIR against this code.
import { read } from "./run.mjs";

const { status } = await read(new URL("./oracles/run.ts", import.meta.url));
process.exit(status);
