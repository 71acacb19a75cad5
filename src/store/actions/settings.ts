import { isGiven, kindOf } from "../../data/registry.ts";
import { keptIn, sparsityOf } from "../../network/mask.ts";
import { keptUnitsAt } from "../../pruning/cut.ts";
import { onProcessor } from "../../setup/backends.ts";
import { onGroups } from "../../setup/onGroups.ts";
import { whyNotTrained } from "../../setup/pretrained.ts";
import { areAlike, defaults, fieldNames, fieldsOf, type Setup } from "../../setup/setup.ts";
import { cutOf } from "../cut.ts";
import { useStore } from "../store.ts";
import { writeHash } from "./address.ts";
import { send, want } from "./engine.ts";
import { moveSparsity } from "./handle.ts";
import { findData } from "./incoming.ts";
import { offered, open } from "./open.ts";

const { getState: get, setState: set } = useStore;

/** Settings that need a new network or new data when they change; the others act on the one that stands. */
const rebuilds: readonly (keyof Setup)[] = fieldsOf("data", "network");

/** Settings that must suit each other: they are told together, whatever undo puts back meanwhile. */
const method: readonly (keyof Setup)[] = fieldsOf("method");

/** Settings that say what sparsity is a share of. */
const sharing: readonly (keyof Setup)[] = fieldsOf("spread");

/** Settings that the engine is not told: ways to look, and where the handle is, which it is told by a cut. */
const pageOnly: readonly (keyof Setup)[] = fieldsOf("view", "cut");

/** Ways to look. */
const viewed: readonly (keyof Setup)[] = fieldsOf("view", "compare");

/** Changes settings, updates the link and tells the worker what it must know. */
export function changeSetup(change: Partial<Setup>): void {
  const before = get().setup;
  const kind = kindOf(change.data ?? before.data, get().data);
  const other = kind !== kindOf(before.data, get().data);
  const shares = change.scope === "hand" && before.scope !== "hand" ? { layerSparsity: layersNow() } : {};
  // A way to look is no place to come back to, and what the page says stays.
  const isLook = (Object.keys(change) as (keyof Setup)[]).every((key) => viewed.includes(key));
  if (!isLook) set({ corrections: null });
  const wanted = { ...before, ...(other ? defaults[kind] : {}), ...shares, ...change };
  // Other data open trained where weights come along: there is something to prune at once.
  const isOtherData = change.data !== undefined && change.data !== before.data && change.start === undefined;
  const start = isOtherData && whyNotTrained(wanted) === null ? { start: "trained" as const } : {};
  const next = offered({ ...wanted, ...start });
  const { snapshot } = get();
  // After an earlier round the worker says where the handle goes.
  const rests = sharing.some((key) => key in change) && snapshot !== null && sparsityOf(snapshot.locked) > 0;
  apply(rests ? next : onGroups(next), 0);
  writeHash(get().setup, !isLook);
}

/** How much of each layer the cut on screen takes, in whole percents: where sliders for the layers begin. */
function layersNow(): number[] {
  const { snapshot, sparsity, setup } = get();
  if (!snapshot) return [];
  const { granularity } = snapshot.ranking;
  const isOfUnits = granularity === "unit" || granularity === "channel";
  const units = isOfUnits ? keptUnitsAt(snapshot.ranking, sparsity) : [];
  const { mask } = cutOf(snapshot, sparsity, setup);
  return snapshot.layers.map(({ name }, l) => {
    const bits = isOfUnits ? (units[l] ?? Uint8Array.of(1)) : mask.get(name)!;
    return Math.round(100 * (1 - keptIn(bits) / bits.length));
  });
}

/** Takes other settings; a new network or new data start with the handle at `sparsity` (percent). */
export function apply(setup: Setup, sparsity: number): void {
  const before = get().setup;
  if (isGiven(setup.data) && setup.data !== before.data) {
    findData(setup.data, setup);
    return;
  }
  const other = fieldNames.filter((name) => !areAlike(setup, before, [name]));
  const changed = other.some((key) => method.includes(key)) ? [...new Set([...other, ...method])] : other;
  const change: Partial<Setup> = Object.fromEntries(changed.map((key) => [key, setup[key]]));
  want(change);
  if (changed.some((key) => rebuilds.includes(key))) {
    openAt(setup, sparsity);
    return;
  }
  if (changed.some((key) => !pageOnly.includes(key))) send({ type: "configure", change });
  if (changed.includes("sparsity")) moveSparsity(setup.sparsity / 100, true);
}

/** Opens a network with its initial weights, whatever is on the page. */
export function anew(setup: Setup): void {
  if (isGiven(setup.data) && setup.data !== get().setup.data) findData(setup.data, setup);
  else openAt(setup, setup.sparsity);
}

function openAt(setup: Setup, sparsity: number): void {
  const fresh = { ...setup, sparsity };
  set({ setup: fresh });
  open(fresh);
}

/** Opens the network as it was trained beforehand, or with its initial weights, even where it has been trained here since. */
export function openTrained(isTrained: boolean): void {
  const start = isTrained ? "trained" : "untrained";
  if (get().setup.start !== start) changeSetup({ start });
  else {
    open(get().setup);
    writeHash(get().setup, true);
  }
}

export const newSeed = () => changeSetup({ seed: (get().setup.seed % 2147483646) + 1 });

/** Gives up a graphics card that is slow. */
export function leaveCard(): void {
  set({ problem: null });
  changeSetup({ backend: onProcessor });
}
