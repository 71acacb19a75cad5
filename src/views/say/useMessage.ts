import { useEffect, useMemo, useState } from "react";
import { replacesItself } from "../../store/actions/hear.ts";
import { useStore } from "../../store/store.ts";
import { type Message, messageFor } from "./messages.ts";

/** One waits so long without a word. */
const longMilliseconds = 2000;

/** What the page has to say now. */
export function useMessage(): Message | null {
  const busy = useStore((state) => state.busy);
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(busy !== null), busy ? longMilliseconds : 0);
    return () => clearTimeout(timer);
  }, [busy]);
  const isReplaced = replacesItself();
  const patience = useMemo(() => ({ isLong, isReplaced }), [isLong, isReplaced]);
  // As text: the state changes with every frame of a run, what is said rarely does.
  const text = useStore((state) => JSON.stringify(messageFor(state, patience)));
  return useMemo(() => JSON.parse(text) as Message | null, [text]);
}
