/** What the runs of these links reach in WebAssembly on the validation set; `src/worker/accuracies.test.ts` works them out anew. */
export const accuracies = {
  "data=digits&hidden=32&epochs=1&rate=0.01": 0.905,
  "data=digits&hidden=c8x3-p2-c8x3r-c8x3r-p2-32&epochs=1&rate=0.004": 0.93,
  "data=digits&hidden=p2-c4x3-p2-c4x3r-c4x3r-16&epochs=1&rate=0.01": 0.856,
  "data=digits&hidden=p2-c4x3-p2-c8x3-16&epochs=1&rate=0.01": 0.907,
} as const;
