const pageBytes = 65_536;
/** Vectors are read from addresses that a cache line begins at. */
const alignment = 64;
/** Below lies what the compiler placed itself. */
const firstFree = 65_536;

/** A WebAssembly memory that is handed out piece by piece and given back as a whole. */
export class Arena {
  readonly memory = new WebAssembly.Memory({ initial: firstFree / pageBytes });
  /** Pieces handed out. */
  pieces = 0;
  #end = firstFree;

  /** Address of `bytes` zeros. */
  take(bytes: number): number {
    const at = Math.ceil(this.#end / alignment) * alignment;
    this.#end = at + bytes;
    const missing = Math.ceil((this.#end - this.memory.buffer.byteLength) / pageBytes);
    if (missing > 0) this.memory.grow(missing);
    this.pieces++;
    return at;
  }

  /** Views end with the next `take`: memory that grows moves. */
  floats(at: number, count: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.memory.buffer, at, count);
  }

  bytes(at: number, count: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.memory.buffer, at, count);
  }

  words(at: number, count: number): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.memory.buffer, at, count);
  }
}
