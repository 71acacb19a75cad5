/** Tables of the polynomial 0xEDB88320 for four bytes at a time (Kounavis & Berry 2005). */
const [one, two, three, four] = tables();

function tables(): readonly Uint32Array[] {
  const all = Array.from({ length: 4 }, () => new Uint32Array(256));
  for (let byte = 0; byte < 256; byte++) {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
    all[0][byte] = rest;
  }
  for (let t = 1; t < 4; t++)
    for (let byte = 0; byte < 256; byte++) {
      const before = all[t - 1][byte];
      all[t][byte] = (before >>> 8) ^ all[0][before & 255];
    }
  return all;
}

/** CRC-32 as zip has it. It finds every change within 32 neighbouring bits, and all but one of 4,294,967,296 others. */
export function crc32(bytes: Uint8Array): number {
  let crc = -1;
  let i = 0;
  for (; i + 4 <= bytes.length; i += 4) {
    crc ^= bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
    crc = four[crc & 255] ^ three[(crc >>> 8) & 255] ^ two[(crc >>> 16) & 255] ^ one[crc >>> 24];
  }
  for (; i < bytes.length; i++) crc = one[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}
