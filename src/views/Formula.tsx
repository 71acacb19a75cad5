import { createElement, type ReactNode } from "react";
import type { Formula as Tree } from "../pruning/formula.ts";
import { formulaWords } from "../text/explained.ts";

/** A formula as MathML, on a line of its own. */
export function Formula({ of }: { of: Tree }) {
  return createElement("math", { display: "block" }, drawn(of));
}

const drawn = (tree: Tree): ReactNode => {
  if (typeof tree === "string") return tree;
  const [tag, ...parts] = tree;
  if (tag === "mtext") return createElement(tag, null, formulaWords[parts[0] as keyof typeof formulaWords]);
  return createElement(tag, null, ...parts.map(drawn));
};
