import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { playground } from "./scripting.ts";
import { startApp } from "./store/actions.ts";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/page.css";
import "./styles/charts.css";
import "./styles/data.css";
import "./styles/responsive.css";

startApp();
window.playground = playground;

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
