import { defineConfig } from "vite";

// Built into ../wwwroot, from where the project's own build takes it into the assembly. Nothing is inlined: the page's policy allows no inline script.
export default defineConfig({
  base: "/",
  build: {
    outDir: "../wwwroot",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    sourcemap: false,
  },
});
