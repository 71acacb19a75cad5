import { percent } from "./numbers.ts";

/** What the page says where one draws a digit. */
export const drawingText = {
  board: "Drawing board",
  written: "a digit the page wrote",
  invitation: "draw a digit here",
  reads: <T>(name: T, sure: number) => ["Reads ", name, `, ${percent(sure)}\u202f% sure`],
  how: "Draw with the mouse or a finger",
  odds: (share: number | null) => (share === null ? "–" : share < 0.001 ? "< 0.1\u202f%" : `${percent(share)}\u202f%`),
  picture: "what the network reads",
  asRead: (side: number) => `as it is read: ${side} × ${side}`,
  clear: "Clear",
  write: "Write a digit",
  writeMe: "Write me a",
} as const;
