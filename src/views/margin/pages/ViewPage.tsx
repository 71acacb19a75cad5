import type { Setup, Theme } from "../../../setup/setup.ts";
import { prefer } from "../../../store/actions/look.ts";
import { type Action, actions, labelOf } from "../../../store/actions/registry.ts";
import { changeSetup } from "../../../store/actions/settings.ts";
import { axisKindOf } from "../../../store/axisKind.ts";
import { mayMove, type Preferences } from "../../../store/preferences.ts";
import { useStore } from "../../../store/store.ts";
import { otherKeys, themeNames, viewPage } from "../../../text/view.ts";
import { replayFlight } from "../../stage/movement.ts";
import { usePlaced } from "../../stage/placed.ts";
import { useProjectorRoom } from "../../useProjector.ts";
import { Segments } from "../Choices.tsx";
import page from "../Page.module.css";
import styles from "./ViewPage.module.css";

/** Theme and size, pictures and their axis, the keys, and what this page is. */
export function ViewPage() {
  const { theme, projector } = useStore((state) => state.setup);
  const isRoomy = useProjectorRoom();
  const axis = useStore(axisKindOf);
  const preferences = useStore((state) => state.preferences);
  const { charts, motion, letterKeys } = preferences;
  // Weights that are drawn can leave the network for their queue.
  const canFly = usePlaced((placed) => placed.places !== undefined) && mayMove(preferences);
  return (
    <div className={page.page}>
      <div className={styles.looks}>
        <Segments
          name={viewPage.theme}
          value={theme}
          options={named(themeNames)}
          onChange={(value) => changeSetup({ theme: value as Theme })}
        />
        {isRoomy ? (
          <Segments
            name={viewPage.size}
            value={projector ? "projector" : "desk"}
            options={[
              { value: "desk", label: viewPage.desk },
              { value: "projector", label: viewPage.projector },
            ]}
            onChange={(value) => changeSetup({ projector: value === "projector" })}
          />
        ) : null}
        <Segments
          name={viewPage.charts}
          value={charts}
          options={named(viewPage.chartNames)}
          onChange={(value) => prefer({ charts: value as Preferences["charts"] })}
        />
        <Segments
          name={viewPage.axis}
          value={axis}
          options={named(viewPage.axisNames)}
          onChange={(value) => changeSetup({ axis: value as Setup["axis"] })}
        />
        <Segments
          name={viewPage.motion}
          value={motion}
          options={named(viewPage.motionNames)}
          onChange={(value) => prefer({ motion: value as Preferences["motion"] })}
        />
        {canFly ? (
          <button type="button" className="btn" onClick={replayFlight}>
            {viewPage.flight}
          </button>
        ) : null}
        <Segments
          name={viewPage.letters}
          value={letterKeys ? "on" : "off"}
          options={[
            { value: "on", label: viewPage.on },
            { value: "off", label: viewPage.off },
          ]}
          onChange={(value) => prefer({ letterKeys: value === "on" })}
        />
      </div>
      <h3>{viewPage.keys}</h3>
      <Keys />
      <h3>{viewPage.about}</h3>
      <p>{viewPage.aboutText}</p>
    </div>
  );
}

const named = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

/** Every key that does something. */
function Keys() {
  const state = useStore.getState();
  const rows = [
    ...otherKeys,
    ...actions.flatMap((action: Action) =>
      (action.keys ?? []).map(({ shown }) => ({ keys: shown, what: labelOf(action, state).toLowerCase() })),
    ),
  ];
  return (
    <table className={styles.keys}>
      <tbody>
        {rows.map(({ keys, what }) => (
          <tr key={keys}>
            <th scope="row">{keys}</th>
            <td>{what}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
