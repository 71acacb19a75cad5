import styles from "./data.module.css";

/** A choice that is made or not. */
export function Choice(props: { isChosen: boolean; onChoose: (isChosen: boolean) => void; name: string }) {
  const { isChosen, onChoose, name } = props;
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={isChosen} onChange={(event) => onChoose(event.target.checked)} />
      {name}
    </label>
  );
}
