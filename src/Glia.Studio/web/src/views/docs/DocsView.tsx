import { useEffect, useRef, useState } from "preact/hooks";
import list from "virtual:docs";
import { get } from "../../api/http";
import { go, hrefTo, route } from "../../app/router";
import { reach } from "../../parts/PageView";
import "./docs.css";

async function load({ url, pictures }: (typeof list)[number], signal: AbortSignal): Promise<string> {
  const html = await get<string>(new URL(url, location.href).pathname, signal);
  return pictures.reduce((text, picture, i) => text.replace(`%picture${i}%`, new URL(picture, location.href).pathname), html);
}

/** The pages of docs/, as they are in the repository; each is fetched when it is read. */
export default function DocsView() {
  const id = route.value.id ?? "";
  const page = list.find((p) => p.id === id);
  const [shown, setShown] = useState<{ id: string; html?: string; error?: string }>();
  const [tries, setTries] = useState(0);
  const body = useRef<HTMLElement>(null);
  const at = route.value.query.get("at");

  useEffect(() => {
    if (!page) return;
    // What comes for a page that was left must not take the place of the one that is read now.
    const { signal, abort } = leave();
    const put = (what: { html?: string; error?: string }): void => void (signal.aborted || setShown({ id, ...what }));
    setShown(undefined);
    load(page, signal).then(
      (html) => put({ html }),
      (e: unknown) => put({ error: e instanceof Error ? e.message : String(e) }),
    );
    return abort;
  }, [id, tries]);
  useEffect(() => {
    const element = body.current;
    if (!element || shown?.id !== id) return;
    const fit = (): void => reach(element);
    fit();
    const size = new ResizeObserver(fit);
    size.observe(element);
    show(at);
    return () => size.disconnect();
  }, [shown, id, at]);

  if (!page) return <Missing id={id} />;
  return (
    <div class="docs stack">
      <div class="row">
        <a href={hrefTo("learn")}>Lessons</a>
        {id !== "" && <a href={hrefTo("docs")}>All pages</a>}
        <label class="visually-hidden" for="page">
          Page
        </label>
        <select id="page" class="jump" value={id} onChange={(e) => go("docs", e.currentTarget.value || undefined)}>
          <Options wanted={(p) => !p.startsWith("api")} />
          <optgroup label="The library">
            <Options wanted={(p) => p.startsWith("api")} />
          </optgroup>
        </select>
      </div>
      {shown?.id !== id ? (
        <p class="loading">Loading …</p>
      ) : shown.html !== undefined ? (
        <article ref={body} class="card page-text" data-page={id} onClick={again} dangerouslySetInnerHTML={{ __html: shown.html }} />
      ) : (
        <section class="card row" role="alert">
          <p class="grow bad">{shown.error}</p>
          <button type="button" onClick={() => setTries(tries + 1)}>
            Try again
          </button>
        </section>
      )}
    </div>
  );
}

function leave(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

function show(at: string | null): void {
  const target = at ? document.getElementById(`at-${at}`) : undefined;
  if (target) target.scrollIntoView();
  else scrollTo(0, 0);
}

// A link to where one is changes no address, so nobody is told of it; the reader, who has scrolled on, wants to go there all the same.
function again(e: MouseEvent): void {
  if ((e.target as Element).closest<HTMLAnchorElement>("a[href^='#']")?.hash === location.hash) show(route.value.query.get("at"));
}

function Options({ wanted }: { wanted: (id: string) => boolean }) {
  return (
    <>
      {list
        .filter((p) => wanted(p.id))
        .map((p) => (
          <option key={p.id} value={p.id}>
            {p.title}
          </option>
        ))}
    </>
  );
}

function Missing({ id }: { id: string }) {
  return (
    <div class="docs card empty">
      <h1>Documentation</h1>
      <p class="bad">There is no page called “{id}”.</p>
      <p>
        <a href={hrefTo("docs")}>All pages</a>
      </p>
    </div>
  );
}
