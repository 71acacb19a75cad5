type Span = readonly [number, number];

/** Where a value of the domain lies in the range (pixels), and back; beyond both it goes on. */
export interface Scale {
  (value: number): number;
  invert(place: number): number;
}

/** Two ends make a line: d3-scale does it too, and brings colours, dates and number formats along. */
export function linearScale([from, to]: Span, [start, end]: Span): Scale {
  const slope = (end - start) / (to - from);
  const scale = (value: number) => start + (value - from) * slope;
  scale.invert = (place: number) => from + (place - start) / slope;
  return scale;
}
