import { memo, useLayoutEffect, useRef } from "react";
import type { Live } from "../live.ts";
import svg from "../svg.module.css";
import type { AccuracyScale } from "./accuracyScale.ts";
import type { Axis } from "./axis.ts";
import { type HandlePlace, pixelOf } from "./Handle.tsx";
import { isCovered, type Label, type TradeOffLayout } from "./layout.ts";

const looks = {
  plain: svg.halo,
  named: `${svg.halo} ${svg.lab}`,
  cut: `${svg.halo} ${svg.accent}`,
} as const;

const shares = { start: 0, middle: 0.5, end: 1 } as const;

/** Words in the chart. Where the handle or its cut stands they give way, and nothing else moves. */
export const Labels = memo(function Labels(props: {
  labels: readonly Label[];
  axis: Axis;
  scale: AccuracyScale;
  layout: TradeOffLayout;
  radius: number;
  live: Live<HandlePlace>;
}) {
  const { labels, axis, scale, layout, radius, live } = props;
  const group = useRef<SVGGElement>(null);
  useLayoutEffect(() => {
    const words = [...group.current!.children] as SVGElement[];
    const giveWay = () => {
      const handle = pixelOf(live.get(), axis, scale, layout);
      labels.forEach(({ box }, i) => {
        const shown = isCovered(box, handle, layout, radius) ? "hidden" : "";
        if (words[i].style.visibility !== shown) words[i].style.visibility = shown;
      });
    };
    giveWay();
    return live.subscribe(giveWay);
  }, [labels, axis, scale, layout, radius, live]);
  return (
    <g ref={group}>
      {labels.map(({ text, box, look, anchor = "start" }, i) => (
        <text
          // biome-ignore lint/suspicious/noArrayIndexKey: labels are their place
          key={i}
          className={looks[look]}
          textAnchor={anchor}
          x={box.x + box.width * shares[anchor]}
          y={box.y + box.height * 0.76}
        >
          {text}
        </text>
      ))}
    </g>
  );
});
