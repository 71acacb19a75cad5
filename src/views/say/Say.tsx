import { useEffect, useState } from "react";
import { replacesItself } from "../../store/actions/hear.ts";
import { useIsOverdue } from "../../store/cut.ts";
import { type State, useStore } from "../../store/store.ts";
import { spokenText, type TextPart } from "../../text/parts.ts";
import { ActionButton } from "../ActionButton.tsx";
import { InWords, useSentences } from "../InWords.tsx";
import { useSaid } from "../sentence/useSentence.ts";
import { CostLink } from "./CostLink.tsx";
import { type Message, messageFor } from "./messages.ts";
import { Results } from "./Results.tsx";
import styles from "./Say.module.css";
import { TimeLeft } from "./TimeLeft.tsx";
import { Voice } from "./Voice.tsx";

/** Findings of more letters are set smaller, so that they stay on one line. */
const sizes = [
  { above: 104, className: styles.endless },
  { above: 90, className: styles.longest },
  { above: 76, className: styles.long },
  { above: 0, className: "" },
];

/** What the page has to say: the finding in one sentence, and what follows from it; a message in their place, where there is one. */
export function Say() {
  const { finding, soWhat, saves } = useSaid();
  const isOverdue = useIsOverdue();
  const message = useMessage();
  useSentences();
  const isRunning = useStore((state) => state.running !== null);
  const line1 = message?.line1 ?? finding;
  const isWhole = message !== null && message.line1 !== null;
  const { length } = spokenText(line1);
  const size = sizes.find(({ above }) => length >= above)?.className;
  return (
    <div className={message ? `${styles.say} ${styles.told}` : styles.say}>
      <div className={styles.lines} role={isWhole ? message.role : undefined}>
        <h2 className={`${styles.sentence} ${size} ${isOverdue && !isWhole ? "awaiting" : ""}`}>
          <Parts of={line1} />
        </h2>{" "}
        <div className={styles.so} role={message && !isWhole ? message.role : undefined}>
          {message ? (
            <Told {...message} />
          ) : (
            <>
              {saves ? <CostLink /> : null}
              <span className={isRunning ? styles.aside : undefined}>
                <Parts of={soWhat} />
              </span>
              {isRunning ? <TimeLeft /> : null}
            </>
          )}
        </div>
      </div>
      <Results />
      <Voice finding={spokenText(finding)} />
    </div>
  );
}

const tones = { strong: styles.strong, cut: styles.cut };

/** Parts of a sentence, in place: the same parts with other figures are the same elements. */
function Parts({ of }: { of: readonly TextPart[] }) {
  return of.map(({ text, tone, isWordy }, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts are their place
    <span key={i} className={`${tone ? tones[tone] : ""} ${isWordy ? styles.wordy : ""}`}>
      {text}
    </span>
  ));
}

/** What a message means, and the ways out. */
function Told({ line2, counts, actions }: Message) {
  return (
    <>
      {line2.length > 0 ? (
        <span>
          <InWords of={line2} />
        </span>
      ) : null}
      {/* For the eye: a voice would count along. */}
      {counts ? <span aria-hidden>{counts}</span> : null}
      {actions.map((id, i) => (
        <ActionButton key={id} id={id} className={i === 0 && actions.length > 1 ? `link ${styles.first}` : "link"} />
      ))}
    </>
  );
}

/** How long the engine may be busy without a word, in milliseconds. */
const patience = 2000;

function useMessage(): Message | null {
  const busy = useStore((state) => state.busy);
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(busy !== null), busy ? patience : 0);
    return () => clearTimeout(timer);
  }, [busy]);
  return useStore(isLong ? messageAfterLong : messageAtOnce);
}

/** The same message is the same object, so that nothing is drawn for it again. */
function steady(isLong: boolean): (state: State) => Message | null {
  let last: Message | null = null;
  return (state) => {
    const next = messageFor(state, { isLong, isReplaced: replacesItself() });
    if (JSON.stringify(next) !== JSON.stringify(last)) last = next;
    return last;
  };
}
const [messageAtOnce, messageAfterLong] = [steady(false), steady(true)];
