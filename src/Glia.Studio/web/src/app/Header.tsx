import { post } from "../api/http";
import { attempt, say } from "./messages";
import { hrefTo, route, type ViewName } from "./router";
import { runs } from "./state";
import { theme, type Theme } from "./theme";

const titles: [ViewName, string][] = [
  ["train", "Train"],
  ["draw", "Draw"],
  ["step", "Step"],
  ["inspect", "Inspect"],
  ["teach", "Teach"],
  ["live", "Live"],
  ["runs", "Runs"],
  ["learn", "Learn"],
];

// The documentation belongs to Learn.
const viewInNav = (): ViewName => (route.value.view === "docs" ? "learn" : route.value.view);

const themes: Record<Theme, { next: Theme; label: string; sign: string }> = {
  auto: { next: "light", label: "Colours: as the system", sign: "◐" },
  light: { next: "dark", label: "Colours: light", sign: "☀" },
  dark: { next: "auto", label: "Colours: dark", sign: "☾" },
};

export function Header() {
  const training = runs.value?.filter((r) => r.status === "training").length ?? 0;
  const { next, label, sign } = themes[theme.value];
  return (
    <header class="top">
      <a class="brand" href={hrefTo("train")} aria-label="Glia studio">
        <img src="/icon.svg" alt="" width="26" height="26" />
        <span>Glia</span>
      </a>
      <nav aria-label="Views">
        {titles.map(([view, title]) => (
          <a key={view} href={hrefTo(view)} aria-current={viewInNav() === view ? "page" : undefined}>
            {title}
            {view === "runs" && training > 0 && <span class="dot" title={`${training} training`} />}
          </a>
        ))}
      </nav>
      <div class="tools">
        <button type="button" class="quiet" title={label} aria-label={label} onClick={() => (theme.value = next)}>
          {sign}
        </button>
        <button type="button" class="quiet" title="A link that opens the studio in one more browser" onClick={copyLink}>
          Open elsewhere
        </button>
      </div>
    </header>
  );
}

async function copyLink(): Promise<void> {
  const link = await attempt(() => post<{ address: string }>("/api/links"));
  if (!link) return;
  try {
    await navigator.clipboard.writeText(link.address);
    say("A link is in the clipboard. It opens one browser, once.");
  } catch {
    say(link.address);
  }
}
