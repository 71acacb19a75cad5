import * as v from "valibot";
import { defaultSetup, rows, type Setup } from "./setup.ts";
import { clip, parse } from "./texts.ts";

/** Settings as JSON keeps them: by the keys of links, with the texts of links. */
export const writeSettings = (settings: Partial<Setup>): Record<string, string> =>
  Object.fromEntries(
    (Object.keys(settings) as (keyof Setup)[]).map((name) => [rows[name].key, rows[name].codec.write(settings[name])]),
  );

/** Reads some settings back. One that is not said was not known yet when they were written, and is the default. */
export const settingsSchema = <Name extends keyof Setup>(
  names: readonly Name[],
): v.GenericSchema<unknown, Pick<Setup, Name>> =>
  v.pipe(
    v.record(v.string(), v.string()),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const read: Partial<Setup> = {};
      for (const name of names) {
        const { key } = rows[name];
        const text = dataset.value[key];
        const said = text === undefined ? { value: defaultSetup[name] } : parse(name, text);
        if (!said) {
          // The key and its text, as they stand.
          addIssue({ message: `${key}=${clip(text)}` });
          return NEVER;
        }
        Object.assign(read, { [name]: said.value });
      }
      return read as Pick<Setup, Name>;
    }),
  );
