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
import { count } from "../../text/numbers.ts";
import { counted, roundingText, ruleNames, shortRuleNames, verdicts } from "../../text/rounding.ts";
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
  if (!cut) return <p>{roundingText.none}</p>;
  const { layers, locked } = cut.snapshot;
  const layer = layers.find(({ name }) => name === chosen.layer) ?? largest(layers);
  return (
    <>
      <div>
        <Segments
          name={roundingText.layer}
          value={layer.name}
          options={layers.map(({ name }, l) => ({ value: name, label: kernels[l] }))}
          onChange={(name) => onChoose({ ...chosen, layer: name })}
        />
        <Segments
          name={roundingText.weights}
          value={String(chosen.bits)}
          options={([null, 8, 4] as const).map((bits) => ({ value: `${bits}`, label: roundingText.bits[`${bits}`] }))}
          onChange={(bits) => onChoose({ ...chosen, bits: bits === "null" ? null : Number(bits) })}
        />
      </div>
      <Comparison layer={layer} kept={locked.get(layer.name)!} sparsity={sparsity} bits={chosen.bits} />
      <p>{roundingText.note}</p>
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
      <p>{roundingText.lead(sparsity, n, bits)}</p>
      <table className={styles.rules}>
        <caption className="vh">{roundingText.caption}</caption>
        <thead>
          <tr>
            {roundingText.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rules.map(({ id, cut, counted }) => (
            <tr key={id}>
              <th scope="row">{breakable(ruleNames[id])}</th>
              <td>
                <b>{count(cut.pruned)}</b> <small>{counted}</small>
              </td>
              <td>{roundingText.threshold(cut.threshold)}</td>
              <td>{roundingText.tied(cut.tied)}</td>
              <td>{roundingText.differs(cut === app ? null : differences(app, cut))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.verdict}>{verdict(app, torch, tfmot, before)}</p>
      <Fates
        magnitudes={[...sorted.magnitudes.subarray(start, start + drawn)]}
        cut={app.pruned - start}
        rows={rules.map(({ id, cut }) => ({
          name: shortRuleNames[id],
          fates: near.map((entry) => cut.fates[entry]),
          differs: near.map((entry) => cut.fates[entry] !== fate.undecided && cut.fates[entry] !== app.fates[entry]),
        }))}
        summary={roundingText.nearest(
          near.length,
          rules.map(({ id, cut }) => ({ name: ruleNames[id], ...fatesOf(near.map((entry) => cut.fates[entry])) })),
        )}
      />
      <FateKey />
    </>
  );
}

interface Rule {
  readonly id: keyof typeof ruleNames;
  readonly cut: LibraryCut;
  /** Its formula with the numbers in it. */
  readonly counted: string;
}

/** `n` weights, of which `before` went in earlier rounds. */
const rulesOf = (
  app: LibraryCut,
  torch: LibraryCut,
  tfmot: LibraryCut,
  { sparsity, n, before }: { sparsity: number; n: number; before: number },
): readonly Rule[] => [
  { id: "app", cut: app, counted: counted.app(app, sparsity, n, before) },
  { id: "torch", cut: torch, counted: counted.torch(torch, sparsity, n) },
  { id: "tfmot", cut: tfmot, counted: counted.tfmot(tfmot, sparsity, n) },
];

/** Names of Python may break at their dots. */
const breakable = (name: string) =>
  name.split(/(?<=\.)/).flatMap((part, p) => (p === 0 ? [part] : [<wbr key={part} />, part]));

const fatesOf = (fates: readonly number[]) => {
  const of = (which: number) => fates.filter((one) => one === which).length;
  return { pruned: of(fate.pruned), kept: of(fate.kept), open: of(fate.undecided) };
};

/** In a sentence or two: whether the three agree, and what parts them. `before`: how many weights earlier rounds pruned. */
function verdict(app: LibraryCut, torch: LibraryCut, tfmot: LibraryCut, before: number): string {
  if ([torch, tfmot].every((library) => differences(app, library)[1] === 0))
    return app.pruned === 0 ? verdicts.keepAll : verdicts.same(app.pruned);
  const sentences: string[] = [];
  if (before > 0) sentences.push(verdicts.before(before));
  if (torch.tied > 0) {
    const goes = torch.pruned - keptIn(torch.fates.map((one) => Number(one === fate.pruned)));
    sentences.push(verdicts.tied(torch.tied, goes, before <= 0, tfmot.tied > 0));
  }
  if (torch.asked !== tfmot.asked) sentences.push(verdicts.asked(torch.asked, tfmot.asked));
  return sentences.join(" ");
}
