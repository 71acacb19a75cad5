import type { Layer } from "../network/network.ts";

/** Bytes that kernels and biases take as 32-bit floats in network order after gzip (DEFLATE at the browser's level), measured. */
export async function gzippedBytes(layers: readonly Layer[]): Promise<number> {
  const values = new Blob(layers.flatMap(({ weights, bias }) => [new Float32Array(weights), new Float32Array(bias)]));
  let bytes = 0;
  for await (const chunk of readAll(values.stream().pipeThrough(new CompressionStream("gzip")))) bytes += chunk.length;
  return bytes;
}

// Safari's streams are not iterable.
async function* readAll(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  while (true) {
    const { value, done } = await reader.read();
    if (done) return;
    yield value;
  }
}
