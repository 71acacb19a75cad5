/** Width and height as a picture's header tells them, before anything is drawn; undefined where it does not. */
export function pictureSize(bytes: Uint8Array): readonly [width: number, height: number] | undefined {
  try {
    return sizeIn(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch {
    // Cut short before its size.
    return undefined;
  }
}

function sizeIn(bytes: Uint8Array, view: DataView): readonly [number, number] | undefined {
  const begin = view.getUint32(0);
  if (begin === 0x89504e47) return [view.getUint32(16), view.getUint32(20)];
  if (begin === 0x47494638) return [view.getUint16(6, true), view.getUint16(8, true)];
  if (begin >>> 16 === 0x424d)
    return view.getUint32(14, true) === 12
      ? [view.getUint16(18, true), view.getUint16(20, true)]
      : [Math.abs(view.getInt32(18, true)), Math.abs(view.getInt32(22, true))];
  if (begin === 0x52494646) return ofWebp(view);
  return begin >>> 16 === 0xffd8 ? ofJpeg(bytes, view) : undefined;
}

function ofWebp(view: DataView): readonly [number, number] | undefined {
  const kind = view.getUint32(12);
  const three = (at: number) => view.getUint16(at, true) + 2 ** 16 * view.getUint8(at + 2);
  if (kind === 0x56503858) return [three(24) + 1, three(27) + 1];
  if (kind === 0x56503820) return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
  if (kind !== 0x5650384c) return undefined;
  const packed = view.getUint32(21, true);
  return [(packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1];
}

/** From its frame header (SOF), which stands after others of any length. */
function ofJpeg(bytes: Uint8Array, view: DataView): readonly [number, number] | undefined {
  let at = 2;
  while (bytes[at] === 0xff) {
    const marker = bytes[at + 1];
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}
