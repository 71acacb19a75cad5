// Colours (as pixels) of the cells of a layer's picture.

/** Kept weights in their own colour. Runs at every move of the slider over all weights. */
export function paintKept(pixels: Uint32Array, bits: Uint8Array, colours: Uint32Array, blank: number) {
  // Kept or pruned is a coin toss to the processor, so no branch asks.
  for (let i = 0; i < bits.length; i++) pixels[i] = blank ^ ((blank ^ colours[i]) & -bits[i]);
}

interface Connected {
  readonly units: number;
  /** 1 marks a dead unit, of this layer and of the one it reads. */
  readonly dead: Uint8Array | undefined;
  readonly before: Uint8Array | undefined;
  readonly blank: number;
  /** Of kept weights on no path from an input to an output. */
  readonly moot: number;
}

/** The same where units are dead: weights that lead from or to one are grey. */
export function paintConnected(
  pixels: Uint32Array,
  bits: Uint8Array,
  colours: Uint32Array,
  { units, dead, before, blank, moot }: Connected,
) {
  for (let i = 0; i < bits.length; i++) {
    const isMoot = dead?.[i % units] || before?.[Math.floor(i / units)];
    pixels[i] = !bits[i] ? blank : isMoot ? moot : colours[i];
  }
}

/** Where two cuts differ. `places`, where given, says which pixel shows which weight; `looks` has a colour for what both prune, only the other prunes, only this one prunes, both keep: the two
 *  bits of a weight, this cut's first, are the place of its look. */
export function paintDifference(
  pixels: Uint32Array,
  places: Uint32Array | undefined,
  bits: Uint8Array,
  others: Uint8Array,
  looks: Uint32Array,
) {
  for (let i = 0; i < bits.length; i++) pixels[places ? places[i] : i] = looks[bits[i] | (others[i] << 1)];
}
