import { isParametric } from "../../network/layers/stage.ts";
import type { Layer } from "../../network/network.ts";
import { Sheet } from "../sheet.ts";
import type { StandingUnits } from "./hits.ts";
import { type Inks, weightColours } from "./inks.ts";
import { kept } from "./kept.ts";
import type { Painted, PictureData, PictureSetting } from "./paintNetwork.ts";
import type { Plan } from "./plan.ts";
import { unitsOf } from "./scene.ts";
import { fullNorm, strandsOf, strongestFirst } from "./strands.ts";

/** Where a network is drawn, and how. */
export interface PictureFrame {
  readonly plan: Plan;
  readonly inks: Inks;
  readonly setting: PictureSetting;
  /** Whether the wall shows every unit. */
  readonly all: boolean;
}

/** Works out what is painted: anew only as far as something has changed. */
export function createPainted() {
  const sheet = new Sheet();
  const strongest = kept(createStrongest());
  const standing = kept(standingUnits);
  const colours = kept(([first]: readonly Layer[], inks: Inks) =>
    weightColours(first.weights, first.bias.length, inks),
  );
  return {
    at: ({ plan, inks, setting, all }: PictureFrame, data: PictureData): Painted => {
      const layers = data.weights?.layers;
      return {
        plan,
        sheet,
        inks,
        setting,
        data,
        colours: layers ? colours(layers, inks) : null,
        standing: layers ? standing(plan, layers, setting, data.orders, strongest(layers), all) : null,
      };
    },
  };
}

function standingUnits(
  plan: Plan,
  layers: readonly Layer[],
  { stages, inputShape }: PictureSetting,
  orders: PictureData["orders"],
  strong: readonly number[],
  all: boolean,
): StandingUnits {
  const first = stages.find(isParametric)!;
  const shape = inputShape.length === 2 && first.kind === "dense" ? first.from.slice(0, 2) : inputShape;
  const whole = orders[0] ?? strong;
  const shown = all ? whole : whole.slice(0, plan.wall?.shown ?? 0).sort((one, another) => one - another);
  return {
    layers,
    orders: plan.columns.map((column, l) => unitsOf(column, l === 0 && all && plan.wall ? whole : (orders[l] ?? null))),
    shown,
    shape,
  };
}

/** Units of the first layer, the strongest first; as long as training goes on in the order that it found. */
function createStrongest(): (layers: readonly Layer[]) => readonly number[] {
  let known: { readonly units: number; readonly first: number; readonly order: number[] } | null = null;
  return ([first]) => {
    const strands = strandsOf(first, new Uint8Array(first.weights.length).fill(1), 1);
    const full = fullNorm(strands);
    // Tiles that change their places at every step of training could not be looked at.
    if (known?.units === first.bias.length && Math.abs(known.first / full - 1) < 0.25) return known.order;
    const order = strongestFirst(strands);
    known = { units: first.bias.length, first: full, order };
    return order;
  };
}
