import { writeLayers } from "../../network/notation.ts";
import type { RunNode } from "../../recipe/node.ts";
import { dataName } from "../../text/dataNames.ts";
import { networkText, numbered } from "../../text/states.ts";

/** "Moons, 16-16, seed 7": a network by its data, hidden layers and seed, or by the name of its first state. */
export const describeNetwork = ({ name, data, setup }: RunNode, file = 1): string =>
  name || networkText(dataName(setup.data, data), file, writeLayers(setup.hidden), setup.seed);

/** Networks by what they are called; of those called alike the second is "… (2)", and of files of one name with other contents "… (another
 *  file, 2)". */
export function describeNetworks(roots: readonly RunNode[]): readonly string[] {
  const fileOf = ({ data, content }: RunNode) => {
    const alike = roots.filter((root) => root.data === data && root.content !== undefined);
    return 1 + [...new Set(alike.map((root) => root.content))].indexOf(content);
  };
  const names = roots.map((root) => describeNetwork(root, fileOf(root)));
  return names.map((name, i) => {
    const alike = names.slice(0, i).filter((other) => other === name).length;
    return alike > 0 ? numbered(name, alike + 1) : name;
  });
}
