import type { Encoding } from "./dialect.ts";

/** Bytes of lines with letters beyond ASCII that are looked at. */
const looked = 2 ** 15;
/** Bytes of one line. */
const mostOfLine = 400;

/** Single-byte encodings and the script of their letters, the likeliest first. */
const narrow: readonly (readonly [Encoding, RegExp])[] = [
  ["windows-1252", /\p{sc=Latin}/u],
  ["windows-1254", /\p{sc=Latin}/u],
  ["windows-1250", /\p{sc=Latin}/u],
  ["iso-8859-2", /\p{sc=Latin}/u],
  ["macintosh", /\p{sc=Latin}/u],
  ["windows-1251", /\p{sc=Cyrillic}/u],
  ["koi8-r", /\p{sc=Cyrillic}/u],
  ["ibm866", /\p{sc=Cyrillic}/u],
  ["windows-1253", /\p{sc=Greek}/u],
  ["windows-1255", /\p{sc=Hebrew}/u],
  ["windows-1256", /\p{sc=Arabic}/u],
];

type Zone = readonly [leads: readonly [number, number], trails: readonly [number, number], points: number];
const all = [0xa1, 0xfe] as const;
/** The commonest Hangul syllables, two thirds of any Korean text; what is no Korean hardly has them. */
const hangul =
  /[이다는의에을고지기사자가하나로도서은를리어아시일대인정보스한전부수그해구과제라주장여상동용원조선미소만내생성경명학무유연분비세등계안관치적물마발국오모신우방산실개양남번호름점값길너높게종류형]/g;

/** Double-byte encodings and where their usual characters lie: a point for every byte, less for rare ones. */
const wide: readonly (readonly [Encoding, readonly Zone[]])[] = [
  [
    "shift_jis",
    [
      [[0x82, 0x82], [0x9f, 0xf1], 2],
      [[0x83, 0x83], [0x40, 0x96], 2],
      [[0x88, 0x97], [0x40, 0xfc], 2],
      [[0x81, 0x81], [0x40, 0xfc], 1],
      [[0x98, 0x9f], [0x40, 0xfc], 0.5],
      [[0xe0, 0xea], [0x40, 0xfc], 0.5],
    ],
  ],
  [
    "euc-jp",
    [
      [[0xa4, 0xa5], all, 2],
      [[0xb0, 0xcf], all, 1.8],
      [[0xa1, 0xa3], all, 1],
      [[0xd0, 0xf4], all, 0.2],
    ],
  ],
  [
    "euc-kr",
    [
      [[0xb0, 0xc8], all, 2.05],
      [[0xa1, 0xac], all, 0.5],
      [[0xca, 0xfd], all, -0.5],
    ],
  ],
  [
    "gb18030",
    [
      [[0xb0, 0xd7], all, 2],
      [[0xa1, 0xa3], all, 1],
      [[0xd8, 0xf7], all, 0.5],
    ],
  ],
  [
    "big5",
    [
      [[0xa4, 0xc6], [0x40, 0xfe], 1.9],
      [[0xa1, 0xa3], [0x40, 0xfe], 1],
      [[0xc9, 0xf9], [0x40, 0xfe], 0],
    ],
  ],
];

/** What fits best to bytes that are no UTF-8: UTF-8 all the same where only some letters are damaged, else an older encoding, by what its
 *  letters would be. */
export function guessOld(bytes: Uint8Array): Encoding {
  const sample = linesBeyond(bytes);
  const text = new TextDecoder().decode(sample);
  const damaged = text.match(/\ufffd/g)?.length ?? 0;
  if ((text.match(/[\u0080-\ufffc]/g)?.length ?? 0) > 4 * damaged) return "utf-8";
  const scores = [
    ...narrow.map(
      ([encoding, script]) => [encoding, scoreOf(new TextDecoder(encoding).decode(sample), script)] as const,
    ),
    ...wide
      .filter(([encoding]) => encoding !== "euc-kr" || isKorean(sample))
      .map(([encoding, zones]) => [encoding, pairsIn(sample, zones)] as const),
  ];
  return scores.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/** Whether bytes that are Chinese as well as Korean are Korean. */
function isKorean(sample: Uint8Array): boolean {
  const letters = new TextDecoder("euc-kr").decode(sample).match(/\p{sc=Hangul}/gu) ?? [];
  return (letters.join("").match(hangul)?.length ?? 0) >= letters.length / 4;
}

/** The lines that have bytes beyond ASCII, the first ones. */
function linesBeyond(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(looked);
  let length = 0;
  for (let i = 0; i < bytes.length && length < looked; i++) {
    if (bytes[i] < 0x80) continue;
    const from = Math.max(bytes.lastIndexOf(10, i) + 1, i - mostOfLine);
    const end = bytes.indexOf(10, i);
    const to = Math.min(end < 0 ? bytes.length : end + 1, i + mostOfLine);
    const line = bytes.subarray(from, Math.min(to, from + looked - length));
    sample.set(line, length);
    length += line.length;
    i = to;
  }
  return sample.subarray(0, length);
}

/** Points for letters of a script, as words have them; a byte a letter. */
function scoreOf(text: string, script: RegExp): number {
  const isLatin = script.source.includes("Latin");
  let points = 0;
  for (const word of text.match(/[^\s\d,;|"]*[\u0080-\uffff][^\s\d,;|"]*/g) ?? []) {
    const beyond = Array.from(word).filter((letter) => letter > "\x7f");
    const isStrange = isLatin ? beyond.length > 2 && beyond.length === word.length : /[a-z]/i.test(word);
    Array.from(word).forEach((letter, i) => {
      if (letter <= "\x7f") return;
      const before = word[i - 1] ?? "";
      if (letter < "\u00a0" || /[\ufffd\ue000-\uf8ff\u2500-\u259f]/.test(letter)) points -= 5;
      else if (/[°µ€–—‘’“”„…«»²³½§£™®\u00a0]/.test(letter)) points += /\p{L}/u.test(before) ? -0.5 : 0.2;
      else if (!/\p{L}|\p{M}/u.test(letter) || !script.test(letter)) points -= 1;
      else if (isStrange) points -= 1;
      // Capitals stand in front; some letters are of few languages.
      else if (/\p{Ll}/u.test(before) && /\p{Lu}/u.test(letter)) points -= 0.5;
      else
        points += /[ðýþÐÝÞЄєЇїЎў\ufb01\ufb02]/.test(letter) ? 0.5 : /\p{Lu}/u.test(letter) && before !== "" ? 0.3 : 1;
    });
  }
  return points;
}

/** Points for pairs of bytes that are usual characters. */
function pairsIn(bytes: Uint8Array, zones: readonly Zone[]): number {
  let points = 0;
  for (let i = 0; i < bytes.length; i++) {
    const [lead, trail] = [bytes[i], bytes[i + 1]];
    if (lead < 0x80) continue;
    const zone = zones.find(
      ([leads, trails]) => lead >= leads[0] && lead <= leads[1] && trail >= trails[0] && trail <= trails[1],
    );
    // Among Latin letters it is one of them.
    const isInWord = bytes[i - 1] >= 97 && bytes[i - 1] <= 122;
    points += isInWord ? -1 : (zone?.[2] ?? -1);
    if (zone) i++;
  }
  return points;
}
