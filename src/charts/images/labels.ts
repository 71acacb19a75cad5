/** A label as it is drawn: where its text begins or ends. */
interface LabelLook {
  readonly weight: 400 | 600;
  readonly colour: string;
  readonly align: "left" | "center" | "right";
  /** Longer texts are cut, with dots. */
  readonly room: number;
}

const mostKept = 400;

/** Texts of a picture that is drawn at every move. Each is written once, apart from the page: to set the font of a canvas that stands on
 *  it would have all styles worked out before. */
export class WrittenWords {
  readonly size: number;
  readonly #font: string;
  readonly #measure = new OffscreenCanvas(1, 1).getContext("2d")!;
  readonly #written = new Map<string, { readonly canvas: OffscreenCanvas; readonly width: number }>();

  constructor(size: number, font: string) {
    this.size = size;
    this.#font = font;
  }

  /** Width of a text, in CSS pixels. */
  width(text: string, weight: LabelLook["weight"]): number {
    this.#measure.font = `${weight} ${this.size}px ${this.#font}`;
    return this.#measure.measureText(text).width;
  }

  /** Draws a text with its middle at a height. */
  draw(context: CanvasRenderingContext2D, text: string, x: number, y: number, look: LabelLook): void {
    const { canvas, width } = this.#write(text, look);
    const left = look.align === "left" ? x : look.align === "center" ? x - width / 2 : x - width;
    const high = canvas.height / devicePixelRatio;
    context.imageSmoothingEnabled = true;
    // On whole pixels, or it would be drawn between them.
    const whole = (place: number) => Math.round(place * devicePixelRatio) / devicePixelRatio;
    context.drawImage(canvas, whole(left), whole(y - high / 2), canvas.width / devicePixelRatio, high);
  }

  #write(text: string, { weight, colour, room }: LabelLook) {
    const key = [text, weight, colour, Math.round(room), devicePixelRatio].join();
    const known = this.#written.get(key);
    if (known) return known;
    if (this.#written.size >= mostKept) this.#written.clear();
    const shown = this.#fitted(text, weight, room);
    const width = this.width(shown, weight);
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.ceil((width + 1) * devicePixelRatio)),
      Math.ceil(this.size * 1.5 * devicePixelRatio),
    );
    const context = canvas.getContext("2d")!;
    context.scale(devicePixelRatio, devicePixelRatio);
    context.font = `${weight} ${this.size}px ${this.#font}`;
    context.textBaseline = "middle";
    context.fillStyle = colour;
    context.fillText(shown, 0, this.size * 0.78);
    const written = { canvas, width };
    this.#written.set(key, written);
    return written;
  }

  #fitted(text: string, weight: LabelLook["weight"], room: number): string {
    if (this.width(text, weight) <= room + 1) return text;
    let end = text.length - 1;
    while (end > 1 && this.width(`${text.slice(0, end)}…`, weight) > room) end--;
    return `${text.slice(0, end).trimEnd()}…`;
  }
}
