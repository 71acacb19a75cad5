import { bytes, count } from "./numbers.ts";
import { noLayers } from "./top.ts";

/** The sessions that the browser keeps. */
export const sessionsText = {
  caption: "Sessions that this browser keeps",
  columns: ["Session", "Data", "Network", "States", "Last used", "Kept"],
  none: "Nothing is kept yet: the first step makes a session, and every further one is added to it.",
  /** Of all bytes those of weights, and how many of these are kept at most; whether the browser has promised to keep them. */
  kept: (all: number, weights: number, budget: number, isPersistent: boolean | null) =>
    `${bytes(all)} kept in this browser, ${bytes(weights)} of it weights. Weights beyond ${bytes(budget)} are let go, those used longest ago first, and worked out again when they are needed; what was done is never let go.${
      isPersistent === null
        ? ""
        : isPersistent
          ? " The browser has promised not to clear any of it by itself."
          : " The browser may clear all of it where the disk is full; it is asked not to when a session is named."
    }`,
  used: (at: number) =>
    at > 0 ? new Date(at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" }) : "not known",
  nameOf: (used: string) => `Name of the session last used ${used}`,
  unnamed: "unnamed",
  unreadable: (fault: string, isNewer: boolean) =>
    `Its own record cannot be read: ${fault}. ${isNewer ? "It is left as it is." : "Its states may be whole."}`,
  layers: (layers: string) => layers || noLayers,
  elsewhere: "open in another tab",
  here: "this one",
  goOn: "Continue",
  delete: "Delete",
  asks: "Delete this session?",
  lost: (states: number, hasData: boolean, isHere: boolean) =>
    `${states === 1 ? "Its state" : `Its ${count(states)} states`}, their weights${
      hasData ? " and the data kept with them" : ""
    } are lost for good.${isHere ? " What is on the page stays; nothing of it is kept until the next step." : ""}`,
  keepIt: "Keep it",
  deleteIt: "Delete it",
} as const;
