import { useIsPending } from "../../store/cut.ts";
import { useSentence } from "../sentence/useSentence.ts";
import styles from "./Say.module.css";

const tones = { strong: styles.strong, cut: styles.cut };
const screens = { desk: styles.desk, phone: styles.phone };

/** The finding in one sentence. */
export function Say() {
  const sentence = useSentence();
  const isPending = useIsPending();
  return (
    <div className={styles.say}>
      <h2 className={isPending ? `${styles.sentence} awaiting` : styles.sentence}>
        {sentence.map((part, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts are their place
          <span key={i} className={`${part.tone ? tones[part.tone] : ""} ${part.on ? screens[part.on] : ""}`}>
            {part.text}
          </span>
        ))}
      </h2>
    </div>
  );
}
