import type { ReactNode } from "react";
import { ClassPair } from "../../charts/compare/ClassPair.tsx";
import { filled } from "../../charts/filled.ts";
import type { StateComparison } from "../../recipe/compareStates.ts";
import { compareStatesText, which } from "../../text/compareStates.ts";
import { percentSign } from "../../text/numbers.ts";
import styles from "./CompareStates.module.css";
import { haveSameClasses } from "./describe.ts";
import { TableAside } from "./TableAside.tsx";

/** Classes told at most; where there are more, those that differ most. */
const mostClasses = 20;

const { perClass } = compareStatesText;

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
        {perClass.title}{" "}
        <small>
          {filled(
            perClass.legend<ReactNode>(
              <span className={styles.first}>{which.first}</span>,
              <span className={styles.second}>{which.second}</span>,
              low,
            ),
          )}
        </small>
      </h3>
      {shown.length < classes.length ? <p>{perClass.most(mostClasses, classes.length)}</p> : null}
      <TableAside
        caption={perClass.caption}
        columns={perClass.columns}
        rows={shown.map(({ name, shares: [first, second], difference, place }) => [
          <span key="name" className={styles.name} title={name}>
            {name}
          </span>,
          <ClassPair key={place} one={first} other={second} low={low} />,
          percentSign(first),
          percentSign(second),
          perClass.difference(difference),
        ])}
      />
    </section>
  );
}
