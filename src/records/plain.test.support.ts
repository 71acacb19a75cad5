/** Anything that records hold as JSON has it: numbers in lists, maps as pairs. */
export const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, one: unknown) => {
      if (one instanceof Map) return [...one];
      return ArrayBuffer.isView(one) ? Array.from(one as Uint8Array) : one;
    }),
  );
