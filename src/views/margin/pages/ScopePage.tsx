import { scopeFormulas } from "../../../pruning/explain.ts";
import type { Scope } from "../../../pruning/types.ts";
import { changeSetup } from "../../../store/actions/settings.ts";
import { useStore } from "../../../store/store.ts";
import { scopeLines, scopeNames, scopePage } from "../../../text/choices.ts";
import { settingNames } from "../../../text/settings.ts";
import { scopeOptions } from "../../workflow/choices.ts";
import { Accuracy } from "../Accuracy.tsx";
import { Choices } from "../Choices.tsx";
import { More } from "../More.tsx";
import page from "../Page.module.css";
import { Protection } from "../Protection.tsx";
import { scopePictures } from "../pictures.tsx";

/** How a cut is spread over the layers, and which of them stay whole. */
export function ScopePage() {
  const setup = useStore((state) => state.setup);
  return (
    <div className={page.page}>
      <p>{scopePage.lead}</p>
      <Choices
        name={settingNames.scope}
        value={setup.scope}
        options={scopeOptions(setup).map((option) => {
          const value = option.value as Scope;
          return {
            ...option,
            label: scopeNames[value],
            line: scopeLines[value],
            formula: scopeFormulas[value],
            picture: scopePictures[value],
            // What is set by hand for one method is no method that another is compared with.
            aside:
              value === "hand" && setup.scope !== "hand" ? null : (
                <Accuracy
                  method={{ criterion: setup.criterion, granularity: setup.granularity, scope: value }}
                  name={option.label}
                />
              ),
          };
        })}
        onChange={(value) => changeSetup({ scope: value as Scope })}
      />
      <h3>{scopePage.whole}</h3>
      <Protection />
      <h3>{scopePage.exactly}</h3>
      <More to={["layers", "rounding", "explain"]} />
    </div>
  );
}
