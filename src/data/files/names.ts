/** What no person means when they choose a folder: hidden files and what systems leave behind. */
export const isLeftBehind = (name: string) =>
  name.split("/").some((part) => part.startsWith(".") || part.startsWith("~$") || leftBehind.test(part));
const leftBehind =
  /^(__MACOSX|__pycache__|@eaDir|\$RECYCLE\.BIN|System Volume Information|(eh)?thumbs\.db|desktop\.ini|Icon\r|.*:Zone\.Identifier)$/i;

/** A name as the page counts folders: slashes only, no empty parts, accents in one piece. */
export const plainName = (name: string) =>
  name
    .normalize("NFC")
    .split(/[\\/]/)
    .filter((part) => !["", ".", ".."].includes(part))
    .join("/");

/** A name without the endings of archives. */
export const withoutEnding = (name: string) => name.replace(/(\.tar)?\.(gz|tgz|zip|tar)$/i, "");
