import { Database, openDatabase, reasonOf, type TellProblem } from "./database.ts";
import { budgetOfBrowser } from "./room.ts";
import type { RecordSaid } from "./said.ts";
import { Store } from "./store.ts";

const databaseName = "pruning-playground";

/** Opens what the browser keeps for the page, or says why nothing can be kept. Never throws. */
export async function openStore(tell: TellProblem, name = databaseName): Promise<Store | { readonly why: RecordSaid }> {
  try {
    return new Store(new Database(name, await openDatabase(name)), tell, await budgetOfBrowser());
  } catch (error) {
    return { why: whyClosed(error) };
  }
}

/** What browsers say where they keep nothing: by settings, in private windows, in documents without an origin. */
const blocking: ReadonlySet<string> = new Set(["SecurityError", "InvalidStateError", "ReferenceError", "TypeError"]);

function whyClosed(error: unknown): RecordSaid {
  const name = error instanceof Error ? error.name : "";
  if (name === "VersionError") return { id: "closed-newer" };
  const why = reasonOf(error);
  // Chromium's "The user denied permission to access the database" has no name of its own.
  const isDenied = why.id === "storage-reason" && why.message.includes("denied");
  if (blocking.has(name) || isDenied) return { id: "closed-forbidden" };
  if (name === "QuotaExceededError") return { id: "closed-full" };
  return { id: "closed-otherwise", why };
}
