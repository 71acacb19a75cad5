// First: it says the order of the layers.
import "./styles/tokens.css";
import "./styles/fonts.css";
import "./styles/base.css";
import "./styles/controls.css";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { playground } from "./scripting.ts";
import { startApp } from "./store/actions/start.ts";
import { failures } from "./text/failures.ts";
import { allowTranslation } from "./translation.ts";
import { Guarded } from "./views/Guarded.tsx";

const root = document.getElementById("root")!;
allowTranslation(root);
startApp();
window.playground = playground;

// In slices: a slow phone answers meanwhile.
startTransition(() =>
  createRoot(root).render(
    <StrictMode>
      <Guarded name={failures.page}>
        <App />
      </Guarded>
    </StrictMode>,
  ),
);
