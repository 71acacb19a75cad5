import * as v from "valibot";

export const finite = v.pipe(v.number(), v.finite());
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** Ids of nodes begin with 1. */
export const nodeId = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
