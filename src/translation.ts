/** What translators put where a text was. */
const standIn = "FONT";

/** The text on the page that stands for one that React knows: what a translator put in its place. */
const standIns = new WeakMap<Node, ChildNode>();

/** The child of `parent` in which `node` stands now: itself, what wraps it, or what took its place; null for none. */
function childOf(parent: Node, node: Node): ChildNode | null {
  for (let at: Node | null = node; at; at = at.parentNode) if (at.parentNode === parent) return at as ChildNode;
  const other = standIns.get(node);
  return other?.parentNode === parent ? other : null;
}

/** Lets browsers translate what React draws in `root`. Translators put elements of their own in the place of texts, and React goes on
 *  with the texts it knows: taking one out failed and blanked the page, and what changed was never seen. Here a text that changes takes its
 *  place back (and is translated anew), and one that is taken out takes what stands for it along. */
export function allowTranslation(root: Node): void {
  const removeChild: (this: Node, child: Node) => Node = Reflect.get(Node.prototype, "removeChild");
  const insertBefore: (this: Node, node: Node, next: Node | null) => Node = Reflect.get(Node.prototype, "insertBefore");
  Node.prototype.removeChild = function <T extends Node>(this: Node, child: T): T {
    if (child.parentNode === this) return removeChild.call(this, child) as T;
    const found = childOf(this, child);
    if (found) removeChild.call(this, found);
    else if (!(child instanceof Text)) removeChild.call(this, child);
    return child;
  };
  Node.prototype.insertBefore = function <T extends Node>(this: Node, node: T, next: Node | null): T {
    if (next === null || next.parentNode === this) return insertBefore.call(this, node, next) as T;
    const found = childOf(this, next);
    return insertBefore.call(this, node, found ?? (next instanceof Text ? null : next)) as T;
  };

  const changes = new MutationObserver((records) => {
    for (const { target } of records) {
      const shown = standIns.get(target);
      if (!shown?.isConnected || shown.contains(target)) continue;
      standIns.delete(target);
      shown.replaceWith(target);
    }
  });
  new MutationObserver((records) => {
    for (const { removedNodes, addedNodes, previousSibling, nextSibling } of records)
      for (const text of removedNodes) {
        if (!(text instanceof Text)) continue;
        const shown = [...addedNodes, previousSibling, nextSibling].find((node) => node?.nodeName === standIn);
        if (!shown) continue;
        standIns.set(text, shown as ChildNode);
        changes.observe(text, { characterData: true });
      }
  }).observe(root, { childList: true, subtree: true });
}
