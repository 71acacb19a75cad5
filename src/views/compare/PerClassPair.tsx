import { ClassPair } from "../../charts/compare/ClassPair.tsx";
import type { StateComparison } from "../../recipe/compareStates.ts";
import { percent } from "../format.ts";
import styles from "./CompareStates.module.css";
import { haveSameClasses } from "./describe.ts";
import { TableAside } from "./TableAside.tsx";

/** Classes told at most; where there are more, those that differ most. */
const mostClasses = 20;

const share = (value: number) => `${percent(value)}\u202f%`;

/** Accuracy of every class in either state; nothing where their classes are others. */
export function PerClassPair({ comparison: { one, other } }: { comparison: StateComparison }) {
  if (!haveSameClasses(one, other)) return null;
  const classes = one.classes
    .map((name, c) => ({ name, shares: [one.perClass[c], other.perClass[c]] as const, place: c }))
    .map((row) => ({ ...row, difference: row.shares[1] - row.shares[0] }));
  const shown =
    classes.length > mostClasses
      ? classes.toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference)).slice(0, mostClasses)
      : classes;
  const low = Math.max(
    0,
    Math.floor(10 * (Math.min(1, ...shown.flatMap(({ shares }) => shares).filter(Number.isFinite)) - 0.02)) / 10,
  );
  return (
    <section>
      <h3>
        By class{" "}
        <small>
          <span className={styles.first}>first</span> ring, <span className={styles.second}>second</span> dot, from{" "}
          {Math.round(100 * low)} to 100&#8239;%
        </small>
      </h3>
      {shown.length < classes.length ? (
        <p>
          The {mostClasses} classes that differ most, of {classes.length}.
        </p>
      ) : null}
      <TableAside
        caption="Accuracy by class of the two states"
        columns={["Class", "", "first", "second", "difference"]}
        rows={shown.map(({ name, shares: [first, second], difference, place }) => [
          <span key="name" className={styles.name} title={name}>
            {name}
          </span>,
          <ClassPair key={place} one={first} other={second} low={low} />,
          share(first),
          share(second),
          `${difference > 0 ? "+" : difference < 0 ? "−" : ""}${percent(Math.abs(difference))}`,
        ])}
      />
    </section>
  );
}
