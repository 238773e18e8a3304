import { signal } from "@preact/signals";

export const views = ["draw", "train", "step", "inspect", "teach", "live", "runs", "learn", "docs"] as const;
export type ViewName = (typeof views)[number];

/** Where one is: `#/train/RUN?key=value`. */
export interface Route {
  view: ViewName;
  id?: string;
  query: URLSearchParams;
}

// An address that was typed or cut off, such as #/docs/%, is a name that there is not, and no reason for an empty page.
const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const read = (): Route => {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?", 2);
  const [view = "", id] = path.split("/", 2);
  return { view: (views as readonly string[]).includes(view) ? (view as ViewName) : "train", id: id ? decode(id) : undefined, query: new URLSearchParams(query) };
};

export const route = signal<Route>(read());

addEventListener("hashchange", () => (route.value = read()));

export const hrefTo = (view: ViewName, id?: string, query?: Record<string, string>): string =>
  `#/${view}${id ? `/${encodeURIComponent(id)}` : ""}${query ? `?${new URLSearchParams(query)}` : ""}`;

export function go(view: ViewName, id?: string, query?: Record<string, string>): void {
  location.hash = hrefTo(view, id, query);
}
