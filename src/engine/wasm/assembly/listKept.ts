/** Lists what each unit still listens to, in the order of its kernel, and which units give something else than before. Row r of the
 *  kernel looks at `rowPlaces[r]` and reads channel r % channels. `isStale` holds what biases have to say and gets a 1 for a unit
 *  whose own weights came or went since `last`, or that listens to a stale input; `last` then equals `mask`. */
export function listKept(
  mask: usize,
  last: usize,
  kernel: usize,
  rowPlaces: usize,
  rows: usize,
  units: usize,
  staleInputs: usize,
  channels: usize,
  starts: usize,
  places: usize,
  weights: usize,
  next: usize,
  isStale: usize,
): void {
  memory.fill(next, 0, units << 2);
  let i: usize = 0;
  for (let row: usize = 0; row < rows; row++) {
    const isInputStale = load<u8>(staleInputs + (row % channels));
    for (let j: usize = 0; j < units; j++, i++) {
      const isKept = load<u8>(mask + i);
      store<u32>(next + (j << 2), load<u32>(next + (j << 2)) + isKept);
      const isNew = (isKept ^ load<u8>(last + i)) | (isKept & isInputStale);
      store<u8>(isStale + j, load<u8>(isStale + j) | isNew);
    }
  }
  let first: u32 = 0;
  for (let j: usize = 0; j < units; j++) {
    const count = load<u32>(next + (j << 2));
    store<u32>(starts + (j << 2), first);
    store<u32>(next + (j << 2), first);
    first += count;
  }
  store<u32>(starts + (units << 2), first);
  i = 0;
  for (let row: usize = 0; row < rows; row++) {
    const place = load<u32>(rowPlaces + (row << 2));
    for (let j: usize = 0; j < units; j++, i++) {
      if (!load<u8>(mask + i)) continue;
      const slot = load<u32>(next + (j << 2));
      store<u32>(next + (j << 2), slot + 1);
      store<u32>(places + ((<usize>slot) << 2), place);
      store<f32>(weights + ((<usize>slot) << 2), load<f32>(kernel + (i << 2)));
    }
  }
  memory.copy(last, mask, rows * units);
}
