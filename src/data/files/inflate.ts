import { DataFileError, type DataFileInput, maximumBytes, tooLarge } from "./fault.ts";

/** Inflated over packed bytes: deflate cannot do more. */
export const maximumRatio = 1100;

/** Inflates gzip (recognised by 1f 8b, whatever the name), stopping after `most` bytes; other bytes are returned as they are. */
export async function inflate({ name, bytes }: DataFileInput, most = maximumBytes): Promise<Uint8Array> {
  if (bytes.length > maximumBytes) throw tooLarge(name);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const limit = Math.min(most, bytes.length * maximumRatio);
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream("gzip"))
    .getReader();
  try {
    while (true) {
      const { value, done } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > limit) throw tooLarge(name);
      parts.push(value);
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    if (error instanceof DataFileError) throw error;
    throw new DataFileError({ id: "gzip-damaged", file: name });
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
