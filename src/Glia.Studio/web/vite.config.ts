import { defineConfig } from "vite";
import { docs } from "./docs.ts";

// Built into ../wwwroot, from where the project's own build takes it into the assembly. Nothing is inlined: the page's policy allows no inline script.
export default defineConfig({
  base: "/",
  plugins: [docs()],
  build: {
    outDir: "../wwwroot",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    sourcemap: false,
  },
});
