import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, posix, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Marked } from "marked";
import type { Plugin } from "vite";

const folder = resolve(dirname(fileURLToPath(import.meta.url)), "../../../docs");
const listId = "virtual:docs";

/**
 * The pages of docs/, made to HTML when the studio is built: each is a file of its own, fetched when it is read; "virtual:docs" is their list. Links between pages become the studio's
 * own addresses, what leads elsewhere in the repository becomes text, and pictures that a page shows are taken in.
 */
export function docs(): Plugin {
  return {
    name: "glia-docs",
    resolveId: (id) => (id === listId ? `\0${listId}` : undefined),
    load(id) {
      if (id !== `\0${listId}`) return undefined;
      const emit = (name: string, source: string | Uint8Array): string => `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: "asset", name, source })}`;
      const pages = files().map((file) => {
        const text = readFileSync(resolve(folder, file), "utf8");
        const { html, pictures } = toHtml(text, file);
        const shown = pictures.map((path) => emit(basename(path), readFileSync(path)));
        return `{ id: ${JSON.stringify(idOf(file))}, title: ${JSON.stringify(titleOf(text, file))}, url: ${emit(`docs-${file.replaceAll("/", "-").replace(/\.md$/, ".json")}`, JSON.stringify(html))}, pictures: [${shown.join(", ")}] }`;
      });
      return `export default [${pages.join(",\n")}];`;
    },
  };
}

const files = (): string[] => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((f) => f.replaceAll("\\", "/")).filter((f) => f.endsWith(".md")).sort();

/** `live.md` is "live", `api/README.md` is "api", and the index has no name. */
const idOf = (file: string): string => file.replace(/\.md$/, "").replace(/(^|\/)README$/, "");

const titleOf = (text: string, file: string): string => /^# (.*)$/m.exec(text)?.[1]?.replace(/[`\\]/g, "") ?? file;

/** The anchor of a heading, as repositories make it. */
const anchor = (text: string): string => text.replace(/<[^>]*>/g, "").replace(/&[a-z]+;|&#\d+;/g, "").trim().toLowerCase().replace(/[^\p{L}\p{N}_\- ]/gu, "").replaceAll(" ", "-");

function toHtml(text: string, file: string): { html: string; pictures: string[] } {
  const pictures: string[] = [];
  const known = new Set(files());
  const escape = (s: string): string => s.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  const target = (href: string): string | undefined => {
    if (/^https?:/.test(href)) return href;
    const [path = "", at] = href.split("#", 2);
    const to = path === "" ? file : posix.normalize(posix.join(posix.dirname(file), path));
    return known.has(to) ? `#/docs${idOf(to) === "" ? "" : `/${encodeURIComponent(idOf(to))}`}${at ? `?at=${at}` : ""}` : undefined;
  };
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const html = this.parser.parseInline(tokens);
        return `<h${depth} id="at-${anchor(html)}">${html}</h${depth}>`;
      },
      link({ href, tokens }) {
        const html = this.parser.parseInline(tokens);
        const to = target(href);
        return to === undefined ? html : /^https?:/.test(to) ? `<a href="${escape(to)}" target="_blank" rel="noreferrer">${html}</a>` : `<a href="${escape(to)}">${html}</a>`;
      },
      image({ href, text: alt }) {
        pictures.push(resolve(dirname(resolve(folder, file)), href));
        return `<img src="%picture${pictures.length - 1}%" alt="${escape(alt)}" loading="lazy">`;
      },
    },
  });
  const html = (marked.parse(text.replace(/^<!--.*-->$/gm, ""), { async: false }) as string).replaceAll("<table>", '<div class="scroll"><table>').replaceAll("</table>", "</table></div>");
  return { html, pictures };
}
