import type { ReactNode } from "react";
import type { Option } from "../Blank.tsx";

/** Where a step of the loop stands: its class names, and its heading with the given name. */
export interface StepStage {
  readonly state: string;
  readonly head: (name: string) => ReactNode;
}

/** Number and name of a step; on phones a tap on it opens the step. */
export function StepHead(props: { number: number; name: string; open: boolean; onOpen: () => void }) {
  const { number, name, open, onOpen } = props;
  return (
    <div className="hd">
      <span className="num">{number}</span>
      <h2 className="name">{name}</h2>
      <button
        type="button"
        className="tap only-phone"
        aria-label={`Show step ${number}, ${name}`}
        aria-expanded={open}
        onClick={onOpen}
      />
    </div>
  );
}

/** A control under its small label. The label is for the eye: the control has its own name. */
export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="field">
      <span className="lb" aria-hidden>
        {label}
      </span>
      {children}
    </div>
  );
}

/** Choices of a number, with the current one among them. */
export const numbers = (values: readonly number[], current: number): Option[] =>
  [...new Set([...values, current])]
    .sort((a, b) => a - b)
    .map((value) => ({ value: String(value), label: String(value) }));
