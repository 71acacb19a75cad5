/** Which colour is which where the network shows how two cuts differ; parts that stand out are elements, which are handed in. */
export const differenceKey = {
  thisAlone: <T>(pruned: T, isDashed: boolean) => [pruned, ` pruned by this cut alone${isDashed ? ", dashed" : ""}`],
  otherAlone: <T>(pruned: T, method: string) => [pruned, ` by “${method}” alone`],
  parts: <T>(thisAlone: T, otherAlone: T, back: T) => [thisAlone, "; ", otherAlone, "; grey: kept by both ", back],
  back: "back to signs",
} as const;
