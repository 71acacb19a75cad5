import type { ReactNode } from "react";
import type { LayerSpec } from "../../network/network.ts";
import type { Granularity, Scope } from "../../pruning/types.ts";

const Box = ({ children }: { children: ReactNode }) => (
  <svg viewBox="0 0 30 30" fill="none" stroke="currentColor" strokeWidth={1.5} strokeLinecap="round" aria-hidden>
    {children}
  </svg>
);

const four = [0, 1, 2, 3];

/** A matrix of weights of which some are left: full is kept, hollow is gone. */
function Matrix({ isKept }: { isKept: (column: number, row: number) => boolean }) {
  return (
    <Box>
      {four.flatMap((row) =>
        four.map((column) => {
          const [x, y] = [3 + 6.4 * column, 3 + 6.4 * row];
          return isKept(column, row) ? (
            <rect key={`${x} ${y}`} x={x} y={y} width={5} height={5} fill="currentColor" stroke="none" />
          ) : (
            <rect
              key={`${x} ${y}`}
              x={x + 0.5}
              y={y + 0.5}
              width={4}
              height={4}
              strokeWidth={0.9}
              strokeDasharray="1.5 1.2"
            />
          );
        }),
      )}
    </Box>
  );
}

/** What one entry of a cut is. */
export const granularityPictures: Readonly<Record<Granularity, ReactNode>> = {
  weight: <Matrix isKept={(x, y) => (7 * x + 5 * y) % 5 > 2} />,
  group: <Matrix isKept={(x, y) => (x + 2 * y) % 4 < 2} />,
  unit: <Matrix isKept={(x) => x === 0 || x === 3} />,
  channel: <Matrix isKept={(_, y) => y > 1} />,
  layer: <Matrix isKept={() => false} />,
};

/** The sizes of three layers and where they are cut. */
function Bars({ heights, cuts }: { heights: readonly number[]; cuts: readonly number[] }) {
  return (
    <Box>
      {heights.map((height, l) => (
        <path key={height} d={`M${6 + 9 * l} 26v${-height}`} strokeWidth={4} strokeLinecap="butt" />
      ))}
      <path
        d={cuts.map((cut, l) => `M${1.5 + 9 * l} ${26 - cut}h9`).join("")}
        stroke="var(--cut)"
        strokeWidth={2.2}
        strokeLinecap="butt"
      />
    </Box>
  );
}

/** How a cut is spread over the layers. */
export const scopePictures: Readonly<Record<Scope, ReactNode>> = {
  global: <Bars heights={[14, 10, 18]} cuts={[7, 7, 7]} />,
  layerwise: <Bars heights={[14, 10, 18]} cuts={[7, 5, 9]} />,
  erk: <Bars heights={[14, 22, 18]} cuts={[4, 16, 8]} />,
  hand: <Bars heights={[14, 10, 18]} cuts={[11, 2, 6]} />,
};

/** What a criterion looks at. */
const criterionPaths: Readonly<Record<string, string>> = {
  // Sizes, in order.
  magnitude: "M4 25h22M6 25v-3M11 25v-6M16 25v-10M21 25V8",
  // Sizes, each as a part of those above.
  lamp: "M4 25h22M7 25V6h4v19M7 19h4M19 25V6h4v19M19 11h4",
  // The slope of the loss.
  taylor: "M4 6c4 14 8 18 22 19M6 9l13 17",
  // Its curvature.
  obd: "M4 5c4 26 18 26 22 0M11 24h8",
  // A weight and what flows in.
  wanda: "M3 15h9m-3-3l3 3-3 3M15 8h11v14H15zM20.5 18v-6",
  // Silence.
  apoz: "M3 20h24M3 20h6l3-13 3 13h12",
  // How loud a unit is.
  activation: "M5 20c2-10 4-10 6 0s4 10 6 0 4-10 6 0 2 5 3 0",
  // The middle of the others.
  fpgm: "M7 9h.1M22 7h.1M24 20h.1M9 24h.1M15 15m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0",
  // The scale of a unit.
  slimming: "M4 25h22M15 25V6m-4 4l4-4 4 4",
  // What a step would change.
  snip: "M4 8c5 0 6 15 11 15S21 15 26 15M15 4v3m0 4v3",
  // The flow of gradients.
  grasp: "M26 8H8m4-4L8 8l4 4M26 21H14m3-3l-3 3 3 3",
  // Paths from end to end.
  synflow: "M4 7c11 0 11 16 22 16M4 15h22M4 23C15 23 15 7 26 7",
  // A die.
  random: "M6 6h18v18H6zM11 11h.1M19 11h.1M15 15h.1M11 19h.1M19 19h.1",
};

/** What a criterion looks at; of one without a picture, a score like any other. */
export const criterionPicture = (id: string): ReactNode => (
  <Box>
    <path d={criterionPaths[id] ?? criterionPaths.magnitude} strokeLinejoin="round" />
  </Box>
);

/** How a layer of a kind reads the one before. */
export const layerPictures: Readonly<Record<LayerSpec["kind"], ReactNode>> = {
  dense: (
    <Box>
      <path
        strokeWidth={1.2}
        d="M6 7L24 5M6 7l18 10M6 15L24 5M6 15l18 2M6 15l18 10M6 23L24 5M6 23l18-6M6 23l18 2M6 7l18 18"
      />
    </Box>
  ),
  conv: (
    <Box>
      <path strokeWidth={1.2} d="M5 5h20v20H5zM5 11.7h20M5 18.3h20M11.7 5v20M18.3 5v20" />
    </Box>
  ),
  pool: (
    <Box>
      <path strokeWidth={1.2} d="M4 6h14v14H4zM11 6v14M4 13h14" />
      <path d="M20 18h6v6h-6z" fill="currentColor" />
    </Box>
  ),
};
