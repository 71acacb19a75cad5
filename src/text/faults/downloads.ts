import type { DownloadFigures } from "../../data/named/said.ts";
import { dataName } from "../dataNames.ts";
import type { Texts } from "./texts.ts";

/** What mirrors do follows their names. */
export const downloadTexts: Texts<DownloadFigures> = {
  "mirror-answers": ({ status }) => `answers ${status}`,
  "mirror-more": () => "sent more than the file has",
  "mirror-less": () => "broke off",
  "mirror-silent": () => "went silent",
  "mirror-gone": () => "could not be reached",
  "mirror-other": ({ data }) => `sent another file (its SHA-256 is not that of ${dataName(data, data)})`,
  "download-insecure": () =>
    "This page was not opened over https, where browsers neither check nor keep downloads. Open it over https, or load the files.",
  "download-failed": ({ file, mirrors }, tell) =>
    `${file}: ${mirrors.map(({ host, why }) => `${host} ${tell(why)}`).join("; ")}. What came before it is kept; try again later, or load the files.`,
};
