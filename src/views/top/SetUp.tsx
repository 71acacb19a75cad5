import { Dices } from "lucide-react";
import { datasets } from "../../data/registry.ts";
import { difficulties } from "../../setup/fields.ts";
import { type Difficulty, limits, type Setup } from "../../setup/setup.ts";
import { offerFiles } from "../../store/actions/incoming.ts";
import { changeSetup } from "../../store/actions/settings.ts";
import { useStore } from "../../store/store.ts";
import { ActionButton } from "../ActionButton.tsx";
import blank from "../Blank.module.css";
import { Blank, Waits } from "../Blank.tsx";
import { FilePicker } from "../data/FilePicker.tsx";
import { percent } from "../format.ts";
import { NetworkMenu } from "../NetworkMenu.tsx";
import { useDecided } from "../useDecided.ts";
import styles from "./SetUp.module.css";

/** What the set-up is. */
export function SetUp() {
  const setup = useStore((state) => state.setup);
  return (
    <section className={styles.setup} aria-label="Set-up">
      <DataMenu setup={setup} />
      <NetworkMenu setup={setup} />
      <span className={blank.blank}>
        <span aria-hidden>Seed</span>
        <SeedInput seed={setup.seed} />
        <ActionButton id="new-seed" className="icon small">
          <Dices aria-hidden />
        </ActionButton>
      </span>
    </section>
  );
}

/** Noise of a 2-D set, in percent. */
function NoiseSlider({ noise }: { noise: number }) {
  const [low, high] = limits.noise;
  const take = (value: string) => changeSetup({ noise: Number(value) / 100 });
  const { shown, waits, handlers } = useDecided(String(Math.round(noise * 100)), take, "let go");
  return (
    <label className={blank.blank}>
      <span>Noise</span>
      <input
        type="range"
        className="mini"
        aria-label="Noise"
        min={100 * low}
        max={100 * high}
        step={5}
        value={shown}
        aria-valuetext={`${percent(Number(shown) / 100)}\u202f%`}
        {...handlers}
      />
      <Waits waits={waits} />
    </label>
  );
}

/** The seed of data, weights and order; taken when the field is left, so that half a number starts nothing. */
function SeedInput({ seed }: { seed: number }) {
  const [low, high] = limits.seed;
  const take = (input: HTMLInputElement) => {
    const next = Math.round(Number(input.value));
    if (input.value !== "" && next >= low && next <= high) changeSetup({ seed: next });
    else input.value = String(seed);
  };
  return (
    <input
      key={seed}
      className={styles.seed}
      type="number"
      aria-label="Seed"
      min={low}
      max={high}
      defaultValue={seed}
      onBlur={(event) => take(event.target)}
      onKeyDown={(event) => {
        if (event.key === "Enter") take(event.currentTarget);
      }}
    />
  );
}

/** Data sets by name, files, and the control that belongs to the set. */
function DataMenu({ setup }: { setup: Setup }) {
  const own = useStore((state) => (state.data?.id === "file" ? state.data.label : "Your file"));
  const set = datasets.find((d) => d.id === setup.data);
  const options = [
    ...datasets.map(({ id, label }) => ({ value: id, label })),
    ...(setup.data === "file" ? [{ value: "file", label: own }] : []),
    { value: "files", label: "From files…", asks: true },
    { value: "folder", label: "From a folder of pictures…", asks: true },
  ];
  return (
    <>
      <FilePicker onPick={offerFiles}>
        {(pickFiles) => (
          <FilePicker name="Data folder" isFolder onPick={offerFiles}>
            {(pickFolder) => (
              <Blank
                label="Data"
                text="Data"
                value={setup.data}
                options={options}
                startsOver
                onChange={(value) => {
                  if (value === "files") pickFiles();
                  else if (value === "folder") pickFolder();
                  else changeSetup({ data: value });
                }}
              />
            )}
          </FilePicker>
        )}
      </FilePicker>
      {set?.kind === "points" ? <NoiseSlider noise={setup.noise} /> : null}
      {setup.data === "digits" || setup.data === "signals" ? (
        <Blank
          label="Difficulty"
          text="Difficulty"
          value={setup.difficulty}
          startsOver
          options={difficulties.map((value) => ({ value, label: value }))}
          onChange={(value) => changeSetup({ difficulty: value as Difficulty })}
        />
      ) : null}
    </>
  );
}
