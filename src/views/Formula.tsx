import { createElement, type ReactNode } from "react";
import type { Formula as Tree } from "../pruning/formula.ts";

/** A formula as MathML, on a line of its own. */
export function Formula({ of }: { of: Tree }) {
  return createElement("math", { display: "block" }, drawn(of));
}

const drawn = (tree: Tree): ReactNode => {
  if (typeof tree === "string") return tree;
  const [tag, ...parts] = tree;
  return createElement(tag, null, ...parts.map(drawn));
};
