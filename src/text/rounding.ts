import { count, percentSign } from "./numbers.ts";

/** The three rules that are told beside each other, as long and as short as there is room. */
export const ruleNames = { app: "this app", torch: "torch.nn.utils.prune", tfmot: "TF-MOT" } as const;
export const shortRuleNames = { app: "this app", torch: "torch", tfmot: "TF-MOT" } as const;

/** A sparsity or density without the noise of binary fractions. */
const shareOf = (share: number) => String(Number(share.toPrecision(6)));

/** "0.71 × 50 = 35.5": what is rounded, with its result unless that is a whole number; next to a half, with all its digits. */
function product(factors: string, unrounded: number): string {
  const isNearHalf = Math.abs(unrounded - Math.floor(unrounded) - 0.5) < 0.001;
  const result = Number(isNearHalf ? unrounded.toPrecision(8) : unrounded.toFixed(2));
  return Number.isInteger(result)
    ? factors
    : `${factors} = ${result.toLocaleString("en", { maximumFractionDigits: 8 })}`;
}

/** How many a rule asks to go: what is rounded, and what that gives. */
interface Asked {
  readonly unrounded: number;
  readonly asked: number;
}

const whole = (share: number, n: number) => `${shareOf(share)} × ${count(n)}`;

/** Each rule's formula with its numbers: of n weights at a sparsity, 0..1. */
export const counted = {
  app: ({ unrounded, asked }: Asked, sparsity: number, n: number, before: number) =>
    `round(${product(whole(sparsity, n), unrounded)}) = ${count(asked)}${
      before > asked ? `; ${count(before)} went in earlier rounds` : ""
    }`,
  torch: ({ unrounded, asked }: Asked, sparsity: number, n: number) =>
    `round(${product(whole(sparsity, n), unrounded)}) = ${count(asked)}`,
  tfmot: ({ unrounded, asked, pruned }: Asked & { readonly pruned: number }, sparsity: number, n: number) =>
    `${count(n)} − max(1, round(${product(`${count(n)} × ${shareOf(1 - sparsity)}`, unrounded)})) = ${count(asked)}${
      pruned < asked ? `; ${count(asked - pruned)} tie and stay` : ""
    }`,
} as const;

/** "12 pruned, 12 stay". */
const fatesText = (pruned: number, kept: number, open: number) =>
  `${pruned} pruned, ${kept} stay${open > 0 ? `, ${open} left open` : ""}`;

export const roundingText = {
  none: "There is no network yet.",
  layer: "Layer",
  weights: "Weights",
  bits: { null: "as trained", 8: "rounded to 8 bits", 4: "rounded to 4 bits" },
  note: "All round a half to the even number: torch and this app the number that goes, in float64; TF-MOT the number that stays, in float32, and one always stays. Of weights with the same |w| this app prunes the first by position, torch.topk leaves open which go, TF-MOT keeps all. Here all compare |w| within this one layer, whatever criterion, granularity and scope are set.",
  lead: (sparsity: number, n: number, bits: number | null) =>
    `${percentSign(sparsity)} of ${count(n)} weights.${bits ? ` Rounded to ${bits} bits only here: the network is unchanged.` : ""}`,
  caption: "What each rule prunes in this layer",
  columns: ["Rule", "Prunes", "Smallest |w| kept", "Ties at the cut", "Differ from this app"],
  /** A |w| with the digits people read. */
  threshold: (size: number | null) => (size === null ? "–" : String(Number(size.toPrecision(3)))),
  tied: (ties: number) => (ties === 0 ? "none" : count(ties)),
  /** By how many weights a rule differs, at least and at most; of the app itself there is nothing to say. */
  differs: (by: readonly [least: number, most: number] | null) => {
    if (by === null) return "–";
    const [least, most] = by;
    return least === most ? count(least) : `${count(least)} to ${count(most)}`;
  },
  nearest: (n: number, rules: readonly { name: string; pruned: number; kept: number; open: number }[]) =>
    `The ${n} weights nearest to the cut, smallest |w| first. ${rules
      .map(({ name, pruned, kept, open }) => `${name}: ${fatesText(pruned, kept, open)}`)
      .join("; ")}.`,
} as const;

/** Whether the three agree, and what parts them. */
export const verdicts = {
  keepAll: "All three keep every weight.",
  same: (pruned: number) => `All three prune the same ${count(pruned)} weights.`,
  before: (before: number) =>
    `${count(before)} weights are 0 since earlier rounds: this app keeps them pruned, the libraries are shown cutting afresh.`,
  /** Weights share the |w| at torch's cut, where some of them go; `isFirst` where this app takes the first of them. */
  tied: (tied: number, goes: number, isFirst: boolean, isTfmotTied: boolean) => {
    const exact = isFirst
      ? `this app prunes the first ${count(goes)}, torch any ${count(goes)}`
      : `torch prunes any ${count(goes)}`;
    return `${count(tied)} weights share the |w| at the cut: of these ${exact}, ${isTfmotTied ? "TF-MOT none" : "TF-MOT cuts elsewhere"}.`;
  },
  asked: (torch: number, tfmot: number) => `Rounded, torch asks for ${count(torch)} to go, TF-MOT for ${count(tfmot)}.`,
} as const;

/** Beside the drawing of what each rule does with the weights next to the cut. */
export const fateKey = {
  pruned: "pruned",
  kept: "stays",
  undecided: "left open",
  differs: "differs from this app",
} as const;
