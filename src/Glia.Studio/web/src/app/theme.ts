import { effect, signal } from "@preact/signals";
import { kept } from "./kept";

export type Theme = "auto" | "light" | "dark";

export const theme = kept<Theme>("theme", "auto", (t) => t === "auto" || t === "light" || t === "dark");

const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
const system = signal(systemIsDark.matches);
systemIsDark.addEventListener("change", (e) => (system.value = e.matches));

/** Whether the page is dark now; what draws on a canvas looks at it. */
export const isDark = signal(false);

effect(() => {
  isDark.value = theme.value === "dark" || (theme.value === "auto" && system.value);
  document.documentElement.dataset["theme"] = isDark.value ? "dark" : "light";
});
