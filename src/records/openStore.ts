import { Database, openDatabase, reasonOf, type TellProblem } from "./database.ts";
import { budgetOfBrowser } from "./room.ts";
import { Store } from "./store.ts";

const databaseName = "pruning-playground";

/** Opens what the browser keeps for the page, or says why nothing can be kept. Never throws. */
export async function openStore(tell: TellProblem, name = databaseName): Promise<Store | { readonly why: string }> {
  try {
    return new Store(new Database(name, await openDatabase(name)), tell, await budgetOfBrowser());
  } catch (error) {
    return { why: `${whyClosed(error)} All of the page works, but what is done is lost with this tab.` };
  }
}

/** What browsers say where they keep nothing: by settings, in private windows, in documents without an origin. */
const blocking: ReadonlySet<string> = new Set(["SecurityError", "InvalidStateError", "ReferenceError", "TypeError"]);

function whyClosed(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "VersionError") return "A newer version of this page has kept sessions here; reload to get it.";
  const reason = reasonOf(error);
  // Chromium's "The user denied permission to access the database" has no name of its own.
  if (blocking.has(name) || reason.includes("denied"))
    return "The browser does not let this page keep anything, as in some private windows or where cookies are blocked.";
  if (name === "QuotaExceededError") return "The browser has no room left.";
  return `The browser's storage cannot be opened: ${reason}.`;
}
