import { useMemo } from "react";
import { FateKey, Fates } from "../../charts/libraries/Fates.tsx";
import { keptIn } from "../../network/mask.ts";
import type { Layer } from "../../network/network.ts";
import {
  appCut,
  appRanking,
  byMagnitude,
  differences,
  fate,
  type LibraryCut,
  tfmotCut,
  torchCut,
} from "../../pruning/libraries.ts";
import { quantised } from "../../pruning/quantise.ts";
import { useCut } from "../../store/cut.ts";
import { useStore } from "../../store/store.ts";
import { count, percent } from "../../text/numbers.ts";
import { Segments } from "../margin/Choices.tsx";
import { useLayerNames } from "../useLayerNames.ts";
import styles from "./Inspector.module.css";

/** What is looked at: a layer by name (null: the largest), its weights rounded to so many bits (null: as they are). */
export interface Inspected {
  readonly layer: string | null;
  readonly bits: number | null;
}

/** How many weights next to the cut are drawn. */
const drawn = 24;

/** One layer, cut by this app's rule and by those of the two common libraries. */
export function Inspector({ chosen, onChoose }: { chosen: Inspected; onChoose: (chosen: Inspected) => void }) {
  const cut = useCut();
  const { kernels } = useLayerNames();
  const sparsity = useStore((state) => state.sparsity);
  if (!cut) return <p>There is no network yet.</p>;
  const { layers, locked } = cut.snapshot;
  const layer = layers.find(({ name }) => name === chosen.layer) ?? largest(layers);
  return (
    <>
      <div>
        <Segments
          name="Layer"
          value={layer.name}
          options={layers.map(({ name }, l) => ({ value: name, label: kernels[l] }))}
          onChange={(name) => onChoose({ ...chosen, layer: name })}
        />
        <Segments
          name="Weights"
          value={String(chosen.bits)}
          options={[
            { value: "null", label: "as trained" },
            { value: "8", label: "rounded to 8 bits" },
            { value: "4", label: "rounded to 4 bits" },
          ]}
          onChange={(bits) => onChoose({ ...chosen, bits: bits === "null" ? null : Number(bits) })}
        />
      </div>
      <Comparison layer={layer} kept={locked.get(layer.name)!} sparsity={sparsity} bits={chosen.bits} />
      <p>
        All round a half to the even number: torch and this app the number that goes, in float64; TF-MOT the number that
        stays, in float32, and one always stays. Of weights with the same |w| this app prunes the first by position,
        torch.topk leaves open which go, TF-MOT keeps all. Here all compare |w| within this one layer, whatever
        criterion, granularity and scope are set.
      </p>
    </>
  );
}

const largest = (layers: readonly Layer[]) =>
  layers.reduce((most, layer) => (layer.weights.length > most.weights.length ? layer : most));

function Comparison(props: { layer: Layer; kept: Uint8Array; sparsity: number; bits: number | null }) {
  const { layer, kept, sparsity, bits } = props;
  // Sorted once; the slider only cuts.
  const { ranking, sorted } = useMemo(() => {
    const weights = bits ? quantised(layer.weights, bits) : layer.weights;
    return { ranking: appRanking({ ...layer, weights }, kept), sorted: byMagnitude(weights) };
  }, [layer, kept, bits]);
  const n = layer.weights.length;
  const before = n - keptIn(kept);
  const app = appCut(ranking, sparsity);
  const torch = torchCut(sorted, sparsity);
  const tfmot = tfmotCut(sorted, sparsity);
  const rules = rulesOf(app, torch, tfmot, { sparsity, n, before });
  const start = Math.max(0, Math.min(app.pruned - drawn / 2, n - drawn));
  const near = [...ranking.lists[0].order.subarray(start, start + drawn)];
  return (
    <>
      <p>
        {percent(sparsity)}
        {"\u202f"}% of {count(n)} weights.{bits ? ` Rounded to ${bits} bits only here: the network is unchanged.` : ""}
      </p>
      <table className={styles.rules}>
        <caption className="vh">What each rule prunes in this layer</caption>
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Prunes</th>
            <th scope="col">Smallest |w| kept</th>
            <th scope="col">Ties at the cut</th>
            <th scope="col">Differ from this app</th>
          </tr>
        </thead>
        <tbody>
          {rules.map(({ name, cut, counted }) => (
            <tr key={name}>
              <th scope="row">{breakable(name)}</th>
              <td>
                <b>{count(cut.pruned)}</b> <small>{counted}</small>
              </td>
              <td>{cut.threshold === null ? "–" : figure(cut.threshold)}</td>
              <td>{cut.tied === 0 ? "none" : count(cut.tied)}</td>
              <td>{cut === app ? "–" : range(differences(app, cut))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.verdict}>{verdict(app, torch, tfmot, before)}</p>
      <Fates
        magnitudes={[...sorted.magnitudes.subarray(start, start + drawn)]}
        cut={app.pruned - start}
        rows={rules.map(({ short, cut }) => ({
          name: short,
          fates: near.map((entry) => cut.fates[entry]),
          differs: near.map((entry) => cut.fates[entry] !== fate.undecided && cut.fates[entry] !== app.fates[entry]),
        }))}
        summary={`The ${near.length} weights nearest to the cut, smallest |w| first. ${rules
          .map(({ name, cut }) => `${name}: ${describeFates(near.map((entry) => cut.fates[entry]))}`)
          .join("; ")}.`}
      />
      <FateKey />
    </>
  );
}

interface Rule {
  readonly name: string;
  readonly short: string;
  readonly cut: LibraryCut;
  /** Its formula with the numbers in it. */
  readonly counted: string;
}

/** `n` weights, of which `before` went in earlier rounds. */
function rulesOf(
  app: LibraryCut,
  torch: LibraryCut,
  tfmot: LibraryCut,
  { sparsity, n, before }: { sparsity: number; n: number; before: number },
): Rule[] {
  const goes = `${shareOf(sparsity)} × ${count(n)}`;
  const stays = `${count(n)} × ${shareOf(1 - sparsity)}`;
  const earlier = before > app.asked ? `; ${count(before)} went in earlier rounds` : "";
  const tie = tfmot.pruned < tfmot.asked ? `; ${count(tfmot.asked - tfmot.pruned)} tie and stay` : "";
  return [
    {
      name: "this app",
      short: "this app",
      cut: app,
      counted: `round(${product(goes, app)}) = ${count(app.asked)}${earlier}`,
    },
    {
      name: "torch.nn.utils.prune",
      short: "torch",
      cut: torch,
      counted: `round(${product(goes, torch)}) = ${count(torch.asked)}`,
    },
    {
      name: "TF-MOT",
      short: "TF-MOT",
      cut: tfmot,
      counted: `${count(n)} − max(1, round(${product(stays, tfmot)})) = ${count(tfmot.asked)}${tie}`,
    },
  ];
}

/** A sparsity or density without the noise of binary fractions. */
const shareOf = (share: number) => String(Number(share.toPrecision(6)));

/** A |w| with the digits people read. */
const figure = (n: number) => String(Number(n.toPrecision(3)));

/** "0.71 × 50 = 35.5": what is rounded, with its result unless that is a whole number; next to a half, with all its digits. */
function product(factors: string, { unrounded }: LibraryCut): string {
  const isNearHalf = Math.abs(unrounded - Math.floor(unrounded) - 0.5) < 0.001;
  const result = Number(isNearHalf ? unrounded.toPrecision(8) : unrounded.toFixed(2));
  return Number.isInteger(result)
    ? factors
    : `${factors} = ${result.toLocaleString("en", { maximumFractionDigits: 8 })}`;
}

const range = ([least, most]: readonly [number, number]) =>
  least === most ? count(least) : `${count(least)} to ${count(most)}`;

/** Names of Python may break at their dots. */
const breakable = (name: string) =>
  name.split(/(?<=\.)/).flatMap((part, p) => (p === 0 ? [part] : [<wbr key={part} />, part]));

/** "12 pruned, 12 stay". */
function describeFates(fates: readonly number[]): string {
  const of = (which: number) => fates.filter((one) => one === which).length;
  const parts = [`${of(fate.pruned)} pruned`, `${of(fate.kept)} stay`];
  return of(fate.undecided) > 0 ? [...parts, `${of(fate.undecided)} left open`].join(", ") : parts.join(", ");
}

/** In a sentence or two: whether the three agree, and what parts them. `before`: how many weights earlier rounds pruned. */
function verdict(app: LibraryCut, torch: LibraryCut, tfmot: LibraryCut, before: number): string {
  if ([torch, tfmot].every((library) => differences(app, library)[1] === 0))
    return app.pruned === 0 ? "All three keep every weight." : `All three prune the same ${count(app.pruned)} weights.`;
  const sentences: string[] = [];
  if (before > 0)
    sentences.push(
      `${count(before)} weights are 0 since earlier rounds: this app keeps them pruned, the libraries are shown cutting afresh.`,
    );
  if (torch.tied > 0) {
    const goes = count(torch.pruned - keptIn(torch.fates.map((one) => Number(one === fate.pruned))));
    const exact = before > 0 ? `torch prunes any ${goes}` : `this app prunes the first ${goes}, torch any ${goes}`;
    const last = tfmot.tied > 0 ? "TF-MOT none" : "TF-MOT cuts elsewhere";
    sentences.push(`${count(torch.tied)} weights share the |w| at the cut: of these ${exact}, ${last}.`);
  }
  if (torch.asked !== tfmot.asked)
    sentences.push(`Rounded, torch asks for ${count(torch.asked)} to go, TF-MOT for ${count(tfmot.asked)}.`);
  return sentences.join(" ");
}
