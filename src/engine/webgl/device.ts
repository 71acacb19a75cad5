import { EngineFault } from "../../training/said.ts";
import { type GraphicsContext, openGraphics } from "../graphics.ts";
import { rendererOf } from "../renderer.ts";

/** A linked program, its samplers bound to units in the order they were named. */
export interface Program {
  readonly handle: WebGLProgram;
  /** Tells programs apart. */
  readonly key: string;
  /** Place of a uniform; null where the program has none of that name. */
  uniform(name: string): WebGLUniformLocation | null;
}

/** What a program is made of. Every sampler reads a texture array. */
export interface ProgramText {
  readonly fragment: string;
  readonly samplers: readonly string[];
  /** Without one, a triangle covers the whole viewport. */
  readonly vertex?: string;
}

const header = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2DArray;
precision highp usampler2DArray;
`;

const wholeViewport = `
void main() {
  vec2 corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
  gl_Position = vec4(2. * corner - 1., 0., 1.);
}`;

/** Colour attachments that a pass draws to: four of floats and one of indices. */
const attachments = 5;

/** The graphics card as the engine uses it: a context of its own and the programs compiled for it. */
export class Device {
  readonly gl: WebGL2RenderingContext;
  /** Name of the card. */
  readonly renderer: string;
  readonly lost: () => boolean;
  readonly lose: GraphicsContext["lose"];
  readonly settled: GraphicsContext["settled"];
  readonly #programs = new Map<string, Program & { users: number }>();

  /** Opens a context; throws an error that says what it lacks. */
  constructor() {
    const { gl, lost, lose, settled } = openGraphics();
    this.gl = gl;
    this.lost = lost;
    this.lose = lose;
    this.settled = settled;
    this.renderer = rendererOf(gl);
    if (!gl.getExtension("EXT_color_buffer_float")) throw new EngineFault({ id: "no-float-targets" });
    const drawn = gl.getParameter(gl.MAX_DRAW_BUFFERS) as number;
    if (drawn < attachments) throw new EngineFault({ id: "few-targets", drawn, needed: attachments });
    // Links in the background, several at a time.
    gl.getExtension("KHR_parallel_shader_compile");
    gl.disable(gl.DITHER);
  }

  /** Compiles and links, or finds what is compiled already; `linked` tells whether it worked. Every use is to be released. */
  use(text: ProgramText): Program {
    const key = `${text.vertex ?? ""}\n${text.fragment}`;
    let program = this.#programs.get(key);
    if (!program) {
      const { gl } = this;
      const handle = gl.createProgram();
      for (const [kind, source] of [
        [gl.VERTEX_SHADER, text.vertex ?? wholeViewport],
        [gl.FRAGMENT_SHADER, text.fragment],
      ] as const) {
        const shader = gl.createShader(kind)!;
        gl.shaderSource(shader, header + source);
        gl.compileShader(shader);
        gl.attachShader(handle, shader);
        // Lives on as long as the program.
        gl.deleteShader(shader);
      }
      gl.linkProgram(handle);
      program = { handle, key, uniform: remembered((name) => gl.getUniformLocation(handle, name)), users: 0 };
      this.#programs.set(key, program);
    }
    program.users++;
    return program;
  }

  /** Waits for a program and names its samplers; throws with the compiler's own words. */
  link(program: Program, { samplers }: ProgramText): void {
    const { gl } = this;
    if (!gl.getProgramParameter(program.handle, gl.LINK_STATUS) && !gl.isContextLost()) {
      const shaders = gl.getAttachedShaders(program.handle) ?? [];
      const logs = [gl.getProgramInfoLog(program.handle), ...shaders.map((shader) => gl.getShaderInfoLog(shader))];
      throw new EngineFault({ id: "shader-refused", log: logs.filter(Boolean).join(" ").trim() });
    }
    gl.useProgram(program.handle);
    samplers.forEach((name, unit) => {
      gl.uniform1i(program.uniform(name), unit);
    });
  }

  /** Gives programs back; those that nobody uses are deleted. */
  release(programs: readonly Program[]): void {
    for (const program of programs) {
      const held = this.#programs.get(program.key)!;
      if (--held.users > 0) continue;
      this.gl.deleteProgram(held.handle);
      this.#programs.delete(program.key);
    }
  }
}

/** Asks once for each name: the answer of a linked program stays the same. */
function remembered<T>(ask: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    if (!known.has(name)) known.set(name, ask(name));
    return known.get(name)!;
  };
}
