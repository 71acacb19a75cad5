import { type ChangeEvent, type KeyboardEvent, useState } from "react";

/** What an input takes whose text is kept as it is written. Escape brings back the text that stood when it was entered, or with the last
 *  Enter. */
export function useKeptText(kept: string, keep: (text: string) => void) {
  const [text, setText] = useState(kept);
  const [stood, stand] = useState(kept);
  const write = (next: string) => {
    setText(next);
    keep(next);
  };
  return {
    value: text,
    onFocus: () => stand(text),
    onChange: ({ target }: ChangeEvent<HTMLInputElement>) => write(target.value),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.nativeEvent.isComposing) return;
      if (event.key === "Enter") stand(text);
      if (event.key !== "Escape" || text === stood) return;
      event.preventDefault();
      event.stopPropagation();
      write(stood);
    },
  };
}
