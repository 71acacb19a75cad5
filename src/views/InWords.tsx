import { useEffect } from "react";
import { failures } from "../text/failures.ts";
import type { Passage } from "../text/messages.ts";
import { Fetched, partOf } from "./Fetched.tsx";

const sentences = partOf(async () => (await import("./Sentences.tsx")).Sentences);

/** What is told, in words. Those of what goes wrong are many and rarely needed: they are fetched once the page stands. */
export function InWords({ of }: { of: Passage }) {
  if (of.every((one) => typeof one === "string")) return of.join(" ");
  return <Fetched part={sentences} props={{ of }} missing={missing} />;
}

/** Fetches the sentences beforehand: who loses the connection is to be told of it. */
export const useSentences = (): void => useEffect(sentences.prepare, []);

const missing = (tryAgain: () => void) => (
  <>
    {failures.untold}{" "}
    <button type="button" className="link" onClick={tryAgain}>
      {failures.tryAgain}
    </button>
  </>
);
