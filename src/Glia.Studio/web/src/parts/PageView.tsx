import { useEffect, useRef } from "preact/hooks";
import { isDark } from "../app/theme";
import type { Fragment } from "../api/types";

/**
 * What the server has written as a page (explanations, lessons, reports), in a shadow root of its own, so that its style sheet and that of the studio do not meet. The server has escaped
 * every text in it, and the policy lets no script run.
 */
export function PageView({ page, heading = true }: { page: Fragment; heading?: boolean }) {
  const host = useRef<HTMLDivElement>(null);
  const dark = isDark.value;
  useEffect(() => {
    const element = host.current!;
    const root = element.shadowRoot ?? attach(element);
    const body = root.querySelector(".page")!;
    body.innerHTML = `${heading ? `<h1>${escape(page.title)}</h1>` : ""}${page.lead ? `<p class="lead">${page.lead}</p>` : ""}${page.html}`;
    const fit = (): void => reach(body);
    fit();
    const size = new ResizeObserver(fit);
    size.observe(body);
    return () => size.disconnect();
  }, [page, heading]);
  return <div ref={host} class="page-view" data-theme={dark ? "dark" : "light"} />;
}

function attach(element: HTMLElement): ShadowRoot {
  const root = element.attachShadow({ mode: "open" });
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/page.css";
  const body = document.createElement("div");
  body.className = "page";
  root.append(style, body);
  root.addEventListener("click", follow);
  return root;
}

// What scrolls sideways can be scrolled by keyboard: it is a stop of the tab key as long as it does.
export function reach(body: Element): void {
  for (const part of body.querySelectorAll<HTMLElement>(".scroll, .equations, pre")) {
    const isWide = part.scrollWidth > part.clientWidth;
    if (isWide && !part.hasAttribute("tabindex")) {
      part.tabIndex = 0;
      part.setAttribute("role", "group");
      part.setAttribute("aria-label", "Wider than the page");
    } else if (!isWide && part.hasAttribute("tabindex")) for (const name of ["tabindex", "role", "aria-label"]) part.removeAttribute(name);
  }
}

// Addresses within the page are looked up within it: the studio's own are for its views.
function follow(e: Event): void {
  const link = (e.target as Element).closest<HTMLAnchorElement>("a[href^='#']");
  if (!link) return;
  const target = (e.currentTarget as ShadowRoot).getElementById(link.getAttribute("href")!.slice(1));
  if (!target) return;
  e.preventDefault();
  for (let fold = target.closest("details"); fold; fold = fold.parentElement!.closest("details")) fold.open = true;
  target.scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
