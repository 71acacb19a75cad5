export interface TimelineSample {
  readonly step: number;
  readonly trainAccuracy: number;
  readonly validationAccuracy: number;
  readonly trainLoss: number;
  readonly validationLoss: number;
}

/** At most about `buckets` times two samples: of each run of neighbours the lowest and the highest validation accuracy, so that
 *  dips stay visible however long the run. */
export function decimate(points: readonly TimelineSample[], buckets: number): readonly TimelineSample[] {
  if (points.length <= 2 * buckets) return points;
  const size = points.length / buckets;
  const kept: TimelineSample[] = [];
  for (let b = 0; b < buckets; b++) {
    const run = points.slice(Math.floor(b * size), Math.floor((b + 1) * size));
    let low = run[0];
    let high = run[0];
    for (const point of run) {
      if (point.validationAccuracy < low.validationAccuracy) low = point;
      if (point.validationAccuracy > high.validationAccuracy) high = point;
    }
    kept.push(...(low.step <= high.step ? [low, high] : [high, low]));
  }
  kept[kept.length - 1] = points[points.length - 1];
  return kept;
}
