/** What the page knows of an engine. */
interface BackendFacts {
  /** Where it computes; a graphics card can go away. */
  readonly place: "processor" | "card";
  /** Multiply-adds of a training step that it does in a millisecond on slow machines. */
  readonly speed: number;
}

/** The engines, by what links and records call them; how they start stands in `engine/registry.ts`. Of those in one place the earlier
 *  ones are taken first. */
export const backends = {
  wasm: { place: "processor", speed: 1e6 },
  webgl: { place: "card", speed: 2e4 },
  tfjs: { place: "card", speed: 1e4 },
  cpu: { place: "processor", speed: 1e4 },
} as const satisfies Readonly<Record<string, BackendFacts>>;

export type BackendName = keyof typeof backends;
export const backendNames = Object.keys(backends) as readonly BackendName[];

export const backendsOn = (place: BackendFacts["place"]) =>
  backendNames.filter((name) => backends[name].place === place);

/** Whether a backend computes on a graphics card, which can go away. */
export const isOnCard = (name: BackendName) => backends[name].place === "card";

/** The processor's first, which goes on where a card is given up. */
export const [onProcessor] = backendsOn("processor");
