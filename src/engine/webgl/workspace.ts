import { pause, sleep } from "../../training/pause.ts";
import { EngineFault } from "../../training/said.ts";
import type { Device, Program, ProgramText } from "./device.ts";

/** Floats, bytes read as 0..1, whole numbers of 8 and 16 bits, by four; single 32-bit words. */
export type TextureFormat = "floats" | "bytes" | "indices" | "lists" | "words";

/** A texture array; all that programs read and draw is one. */
export interface Texture {
  readonly handle: WebGLTexture;
  readonly format: TextureFormat;
  readonly width: number;
  readonly height: number;
  readonly layers: number;
}

/** A framebuffer over layers of textures. */
export interface Target {
  readonly handle: WebGLFramebuffer;
  readonly width: number;
  readonly height: number;
  readonly attachments: number;
}

/** A rectangle in texels. */
export interface TextureRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Something that passes read. */
export interface Readable {
  readonly texture: Texture;
}

/** Something that passes draw. */
export interface Drawable {
  readonly target: Target;
}

export interface Vertices {
  readonly shape: WebGLVertexArrayObject;
  readonly count: number;
}

/** One draw call. */
export interface DrawPass {
  readonly program: Program;
  readonly to: Drawable;
  /** In the order of the program's samplers. */
  readonly reads: readonly Readable[];
  readonly box: TextureRect;
  /** Instead of one triangle over the box. */
  readonly vertices?: Vertices;
}

type Texels = Float32Array | Uint8Array | Uint16Array | Uint32Array;

const formatOf = (gl: WebGL2RenderingContext, format: TextureFormat) =>
  ({
    floats: { stored: gl.RGBA32F, channels: gl.RGBA, type: gl.FLOAT },
    bytes: { stored: gl.RGBA8, channels: gl.RGBA, type: gl.UNSIGNED_BYTE },
    indices: { stored: gl.RGBA8UI, channels: gl.RGBA_INTEGER, type: gl.UNSIGNED_BYTE },
    lists: { stored: gl.RGBA16UI, channels: gl.RGBA_INTEGER, type: gl.UNSIGNED_SHORT },
    words: { stored: gl.R32UI, channels: gl.RED_INTEGER, type: gl.UNSIGNED_INT },
  })[format];

/** Goes along with what is read: a card that went away, which is told later, reads as zeros. */
const sentinel = 1234.5;

/** Looks at a fence this often without waiting in between, and then every millisecond. */
const eagerLooks = 20;

/** Textures, framebuffers and programs of one engine; deletes them together. */
export class Workspace {
  readonly device: Device;
  readonly #textures: WebGLTexture[] = [];
  readonly #framebuffers: WebGLFramebuffer[] = [];
  readonly #arrays: { readonly shape: WebGLVertexArrayObject; readonly values: WebGLBuffer }[] = [];
  readonly #programs: (readonly [Program, ProgramText])[] = [];
  readonly #noVertices: WebGLVertexArrayObject;

  constructor(device: Device) {
    this.device = device;
    this.#noVertices = device.gl.createVertexArray();
  }

  /** Number of textures held. */
  get pieces(): number {
    return this.#textures.length;
  }

  /** A texture of zeros; throws an error with its size where the card has no room for it. */
  texture(format: TextureFormat, width: number, height: number, layers: number): Texture {
    const { gl } = this.device;
    const [side, depth] = [gl.MAX_TEXTURE_SIZE, gl.MAX_ARRAY_TEXTURE_LAYERS].map((limit) => gl.getParameter(limit));
    if (Math.max(width, height) > side || layers > depth)
      throw new EngineFault({ id: "texture-size", size: [width, height, layers], most: side });
    const handle = gl.createTexture();
    this.#textures.push(handle);
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, handle);
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, formatOf(gl, format).stored, width, height, layers);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    return { handle, format, width, height, layers };
  }

  /** Writes texels (layer by layer, row by row) into a box from one layer on. */
  write(
    { handle, format }: Texture,
    texels: Texels,
    { x, y, width, height }: TextureRect,
    layer = 0,
    layers = 1,
  ): void {
    const { gl } = this.device;
    const { channels, type } = formatOf(gl, format);
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, handle);
    gl.texSubImage3D(gl.TEXTURE_2D_ARRAY, 0, x, y, layer, width, height, layers, channels, type, texels);
  }

  /** A framebuffer over all layers of textures of one size, in order. Throws where the card cannot draw that many bits. */
  target(...textures: readonly Texture[]): Target {
    const { gl } = this.device;
    const handle = gl.createFramebuffer();
    this.#framebuffers.push(handle);
    gl.bindFramebuffer(gl.FRAMEBUFFER, handle);
    let attachments = 0;
    for (const { handle, layers } of textures)
      for (let layer = 0; layer < layers; layer++)
        gl.framebufferTextureLayer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + attachments++, handle, 0, layer);
    gl.drawBuffers(Array.from({ length: attachments }, (_, i) => gl.COLOR_ATTACHMENT0 + i));
    const status = gl.checkFramebufferStatus(gl.FRAMEBUFFER);
    if (status !== gl.FRAMEBUFFER_COMPLETE && !gl.isContextLost())
      throw new EngineFault({ id: "no-such-target", attachments });
    return { handle, width: textures[0].width, height: textures[0].height, attachments };
  }

  /** A program; `ready` waits for all that were asked for. */
  program(text: ProgramText): Program {
    const program = this.device.use(text);
    this.#programs.push([program, text]);
    return program;
  }

  ready(): void {
    for (const [program, text] of this.#programs) this.device.link(program, text);
  }

  /** Vertices of two ivec4 attributes each. */
  vertices(values: Int32Array): Vertices {
    const { gl } = this.device;
    const shape = gl.createVertexArray();
    const held = gl.createBuffer();
    this.#arrays.push({ shape, values: held });
    gl.bindVertexArray(shape);
    gl.bindBuffer(gl.ARRAY_BUFFER, held);
    gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
    for (const attribute of [0, 1]) {
      gl.enableVertexAttribArray(attribute);
      gl.vertexAttribIPointer(attribute, 4, gl.INT, 32, 16 * attribute);
    }
    return { shape, count: values.length / 8 };
  }

  draw({ program, to, reads, box, vertices }: DrawPass): void {
    const { gl } = this.device;
    gl.useProgram(program.handle);
    gl.bindFramebuffer(gl.FRAMEBUFFER, to.target.handle);
    gl.viewport(box.x, box.y, box.width, box.height);
    for (let unit = 0; unit < reads.length; unit++) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D_ARRAY, reads[unit].texture.handle);
    }
    gl.bindVertexArray(vertices?.shape ?? this.#noVertices);
    gl.drawArrays(gl.TRIANGLES, 0, vertices?.count ?? 3);
  }

  /** Reads a box of all attachments, floats: [attachment][row][column][channel]. The worker's messages are heard
   *  meanwhile. Rejects with EngineLostError when the context is gone. */
  read(target: Target, box: TextureRect): Promise<Float32Array> {
    return this.device.settled(this.#read(target, box));
  }

  async #read({ handle, attachments }: Target, { x, y, width, height }: TextureRect): Promise<Float32Array> {
    const { gl } = this.device;
    const layer = width * height * 4;
    gl.bindFramebuffer(gl.FRAMEBUFFER, handle);
    const transfer = gl.createBuffer();
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, transfer);
    const count = attachments * layer;
    gl.bufferData(gl.PIXEL_PACK_BUFFER, 4 * (count + 1), gl.STREAM_READ);
    gl.bufferSubData(gl.PIXEL_PACK_BUFFER, 4 * count, Float32Array.of(sentinel));
    for (let i = 0; i < attachments; i++) {
      gl.readBuffer(gl.COLOR_ATTACHMENT0 + i);
      gl.readPixels(x, y, width, height, gl.RGBA, gl.FLOAT, 4 * i * layer);
    }
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    await this.#passed();
    const texels = new Float32Array(count + 1);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, transfer);
    gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, texels);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    gl.deleteBuffer(transfer);
    if (texels[count] !== sentinel) this.device.lose({ id: "card-empty" });
    return texels.subarray(0, count);
  }

  /** All that was asked of the card so far is done. */
  async #passed(): Promise<void> {
    const { gl } = this.device;
    const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    if (!fence) return;
    gl.flush();
    for (let look = 0; gl.clientWaitSync(fence, 0, 0) === gl.TIMEOUT_EXPIRED; look++)
      await (look < eagerLooks ? pause() : sleep(1));
    gl.deleteSync(fence);
  }

  dispose(): void {
    const { gl } = this.device;
    for (const texture of this.#textures.splice(0)) gl.deleteTexture(texture);
    for (const framebuffer of this.#framebuffers.splice(0)) gl.deleteFramebuffer(framebuffer);
    for (const { shape, values } of this.#arrays.splice(0)) {
      gl.deleteVertexArray(shape);
      gl.deleteBuffer(values);
    }
    gl.deleteVertexArray(this.#noVertices);
    this.device.release(this.#programs.splice(0).map(([program]) => program));
  }
}
