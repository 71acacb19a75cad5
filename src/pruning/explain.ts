import { absolute, all, below, type Formula, name, number, over, power, row, sign, words } from "./formula.ts";
import type { Granularity, Scope } from "./types.ts";

const [i, j, l] = [name("i"), name("j"), name("ℓ")];
const share = name("S");

/** What one entry of a cut is, as a formula; in words it stands in the catalogue. */
export const granularityFormulas: Readonly<Record<Granularity, Formula>> = {
  weight: row(name("k"), sign("="), words("round"), sign("("), share, name("n"), sign(")")),
  group: row(words("kept"), sign("="), words("min"), sign("("), name("N"), sign(","), name("g"), sign(")")),
  unit: row(
    below(name("s"), j),
    sign("="),
    power(
      row(sign("("), all("∑", i, power(absolute(below(name("w"), row(i, j))), name("p"))), sign(")")),
      row(number("1"), sign("/"), name("p")),
    ),
  ),
  channel: row(
    below(name("s"), i),
    sign("="),
    power(
      row(sign("("), all("∑", j, power(absolute(below(name("w"), row(i, j))), name("p"))), sign(")")),
      row(number("1"), sign("/"), name("p")),
    ),
  ),
  layer: row(name("y"), sign("="), name("x"), sign("+"), name("f"), sign("("), name("W"), name("x"), sign(")")),
};

/** How a cut is spread over the layers. */
export const scopeFormulas: Readonly<Record<Scope, Formula>> = {
  global: row(below(name("s"), i), sign("<"), name("θ")),
  layerwise: row(below(name("k"), l), sign("="), words("round"), sign("("), share, below(name("n"), l), sign(")")),
  erk: row(
    below(name("d"), l),
    sign("="),
    words("min"),
    sign("("),
    number("1"),
    sign(","),
    name("ε"),
    over(all("∑", i, below(name("a"), i)), all("∏", i, below(name("a"), i))),
    sign(")"),
  ),
  hand: row(name("S"), name("n"), sign("="), all("∑", l, row(below(name("S"), l), below(name("n"), l)))),
};
