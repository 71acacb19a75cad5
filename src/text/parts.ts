/** Part of a sentence; those that matter most are strong, what is to be pressed has the colour of the cut. */
export interface TextPart {
  readonly text: string;
  readonly tone?: "strong" | "cut";
  /** Left out where there is room for few words: on phones and projectors. */
  readonly isWordy?: true;
}

export const plain = (text: string): TextPart => ({ text });
export const strong = (text: string): TextPart => ({ text, tone: "strong" });
export const accent = (text: string): TextPart => ({ text, tone: "cut" });
export const wordy = (part: TextPart): TextPart => ({ ...part, isWordy: true });

/** All of it, as it is read out. */
export const spokenText = (parts: readonly TextPart[]): string => parts.map(({ text }) => text).join("");

/** "hidden 1", "hidden 1 and hidden 2", "hidden 1, hidden 2 and output". */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** Names begin a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
