import { useState } from "react";
import { DrawDigit, type Drawing } from "../../DrawDigit.tsx";

const blank: Drawing = { strokes: [], picture: null, written: 0 };
let latest = blank;

/** A digit of one's own; who comes back finds it. */
export function DrawPage() {
  const [drawing, setDrawing] = useState(latest);
  const draw = (next: Drawing) => {
    latest = next;
    setDrawing(next);
  };
  return <DrawDigit drawing={drawing} onDraw={draw} />;
}
