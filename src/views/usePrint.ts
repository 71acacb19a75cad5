import { useEffect } from "react";

/** Long side of a sheet of A4 by its short one. */
const ratio = Math.SQRT2;
/** Least edge of the paper, as a share of the window's width. */
const edge = 0.03;

/** A sheet in the shape of A4 whose inside is as large as the window: what prints brings it to the size of the paper. */
function paperOf(width: number, height: number): string {
  const shape = width > height ? ratio : 1 / ratio;
  const wide = Math.max(width * (1 + 2 * edge), (height + 2 * edge * width) * shape);
  const [across, down] = [(wide - width) / 2, (wide / shape - height) / 2];
  return `@page { size: ${wide}px ${wide / shape}px; margin: ${down}px ${across}px }`;
}

/** All conditions of the styles on the window. */
function windowRules(rules: CSSRuleList): CSSMediaRule[] {
  return [...rules].flatMap((rule) => [
    ...(rule instanceof CSSMediaRule && /width|height/.test(rule.conditionText) ? [rule] : []),
    ...(rule instanceof CSSGroupingRule ? windowRules(rule.cssRules) : []),
  ]);
}

/**
 * Prints the page as it stands on the screen, light, on one page: nothing can be drawn anew once it is laid out for paper, which has
 * another size, so styles go by the window meanwhile, and pictures of a dark page are turned light as they are.
 */
export function usePrint(): void {
  useEffect(() => {
    const paper = new CSSStyleSheet();
    document.adoptedStyleSheets.push(paper);
    let conditions: [MediaList, string][] = [];
    const after = () => {
      for (const [media, text] of conditions) media.mediaText = text;
      conditions = [];
      delete document.documentElement.dataset.print;
    };
    const before = () => {
      after();
      paper.replaceSync(paperOf(innerWidth, innerHeight));
      const found = [...document.styleSheets].flatMap((sheet) => windowRules(sheet.cssRules));
      conditions = found.map(({ media }) => [media, media.mediaText]);
      const holds = conditions.map(([, text]) => matchMedia(text).matches);
      conditions.forEach(([media], i) => {
        media.mediaText = holds[i] ? "all" : "not all";
      });
      const scheme = getComputedStyle(document.documentElement).colorScheme;
      if (scheme.endsWith("dark") && (scheme === "dark" || matchMedia("(prefers-color-scheme: dark)").matches))
        document.documentElement.dataset.print = "dark";
    };
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
}
