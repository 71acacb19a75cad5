import { defineConfig } from "vitest/config";
import { assemblyScript } from "./scripts/assemblyscript.ts";

export default defineConfig({
  plugins: [assemblyScript()],
  test: { include: ["src/**/*.test.ts", "src/**/*.test.tsx"], environment: "node" },
});
