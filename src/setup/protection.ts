/** Layers that no cut takes anything from, as most people choose them. */
export const protections = ["none", "first", "output", "both"] as const;

/** Those, or any others by their numbers among the layers with weights, from 1: "2.3". */
export type Protection = (typeof protections)[number] | `${number}`;

export const isNamed = (protect: Protection): protect is (typeof protections)[number] =>
  (protections as readonly string[]).includes(protect);

/** Whether a layer stays whole, by its place among `count` layers with weights. */
export function isProtected(protect: Protection, layer: number, count: number): boolean {
  if (!isNamed(protect)) return protect.split(".").includes(String(layer + 1));
  const [first, last] = [layer === 0, layer === count - 1];
  return (
    ((protect === "first" || protect === "both") && first) || ((protect === "output" || protect === "both") && last)
  );
}

/** Names of the layers that stay whole, given the names in network order. */
export const protectedLayers = (protect: Protection, names: readonly string[]): string[] =>
  names.filter((_, layer) => isProtected(protect, layer, names.length));

/** What is protected once a layer is, or is not any more: by a name where there is one. */
export function toggledProtection(protect: Protection, layer: number, count: number): Protection {
  const layers = Array.from({ length: count }, (_, l) => l).filter(
    (l) => isProtected(protect, l, count) !== (l === layer),
  );
  const covers = (name: Protection) =>
    Array.from({ length: count }, (_, l) => l).filter((l) => isProtected(name, l, count));
  const name = protections.find((one) => String(covers(one)) === String(layers));
  return name ?? (layers.map((l) => l + 1).join(".") as `${number}`);
}
