/** How a person likes the page: kept in this browser, told in no link. */
export interface Preferences {
  /** Whether things move from place to place: as the system says, or never. */
  readonly motion: "system" | "none";
  /** Whether single letters do something; those with Ctrl always do. */
  readonly letterKeys: boolean;
  /** Whether charts are drawn, or stand as tables. */
  readonly charts: "drawn" | "tables";
}

export const usualPreferences: Preferences = { motion: "system", letterKeys: true, charts: "drawn" };

const key = "preferences";

/** Those kept; the usual ones where none are, or where the browser keeps nothing. */
export function readPreferences(): Preferences {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    const { motion, letterKeys, charts } = kept as Record<string, unknown>;
    return {
      motion: motion === "none" ? "none" : "system",
      letterKeys: letterKeys !== false,
      charts: charts === "tables" ? "tables" : "drawn",
    };
  } catch {
    return usualPreferences;
  }
}

export function keepPreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(key, JSON.stringify(preferences));
  } catch {
    // They hold as long as the page.
  }
}

/** Whether anything may move by itself: neither the person nor the system is against it. */
export const mayMove = ({ motion }: Preferences): boolean =>
  motion === "system" && !matchMedia("(prefers-reduced-motion: reduce)").matches;
