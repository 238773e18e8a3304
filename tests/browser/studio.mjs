/**
 * What every browser test stands on: the built tool as a process, Chromium, a page that is signed in, and eyes on everything that a good page never does. A test fails on any console error or
 * warning, on any error of the page's script, on any failed request, on any request to anywhere but the studio, and on any mistake that the studio itself reports.
 *
 *   import { studioTest } from "./studio.mjs";
 *   studioTest("draws", async ({ page, api }) => { … });
 *
 * GLIA_TOOL names Glia.Cli.dll (else the newest build in src/Glia.Cli/bin), CHROMIUM the browser (else /usr/bin/chromium), GLIA_FAILURES where pictures of failures go (else failures/ here).
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const startLimit = 60_000, stopLimit = 20_000;
const quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

// --- the tool ---

function findTool() {
  if (process.env.GLIA_TOOL) return resolve(process.env.GLIA_TOOL);
  const built = ["Release", "Debug"].map((c) => resolve(here, `../../src/Glia.Cli/bin/${c}/net10.0/Glia.Cli.dll`)).filter(existsSync);
  if (built.length === 0) throw new Error("The tool is not built: dotnet build -c Release src/Glia.Cli, or name Glia.Cli.dll in GLIA_TOOL.");
  return built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}

/** Starts `glia studio` on a free port, in a folder that goes away with it unless one is given. `more` are further options of the command. */
export async function startStudio({ folder, more = [] } = {}) {
  const place = folder ?? mkdtempSync(join(tmpdir(), "glia-browser-"));
  const tool = spawn("dotnet", [findTool(), "studio", "--json", "--no-browser", "--folder", place, ...more], { stdio: ["ignore", "pipe", "pipe"] });
  let errors = "";
  tool.stderr.setEncoding("utf8").on("data", (text) => (errors += text));
  const ended = new Promise((done) => tool.on("exit", (code, signal) => done({ code, signal })));
  const facts = await readFacts(tool, ended, () => errors);
  let isStopped = false;
  return {
    /** Such as http://127.0.0.1:7474. */
    address: facts.address,
    /** The first link. */
    link: facts.link,
    folder: place,
    /** Everything it has complained about. */
    errors: () => errors,
    /** Asks the API as a program would: JSON in, JSON out. Throws what the studio says when it refuses. */
    call: (method, path, body) => call(facts, method, path, body),
    get: (path) => call(facts, "GET", path),
    post: (path, body) => call(facts, "POST", path, body),
    /** One more link, with a token that opens one browser. */
    newLink: async () => (await call(facts, "POST", "/api/links")).address,
    /** Ctrl-C, and what it ended with. */
    async stop() {
      if (isStopped) return;
      isStopped = true;
      tool.kill("SIGINT");
      const late = setTimeout(() => tool.kill("SIGKILL"), stopLimit);
      const end = await ended;
      clearTimeout(late);
      if (!folder) rmSync(place, { recursive: true, force: true });
      assert.equal(end.signal, null, `The studio did not stop within ${stopLimit / 1000} s of Ctrl-C.`);
      return end.code;
    },
  };
}

function readFacts(tool, ended, errors) {
  return new Promise((done, fail) => {
    let text = "";
    const late = setTimeout(() => fail(new Error(`The studio did not start within ${startLimit / 1000} s. ${errors()}`)), startLimit);
    tool.stdout.setEncoding("utf8").on("data", (part) => {
      text += part;
      try {
        done(JSON.parse(text));
        clearTimeout(late);
      } catch {
        // Not all of it yet.
      }
    });
    void ended.then(({ code }) => fail(new Error(`The studio ended at once (${code}). ${errors()}`)));
  });
}

async function call(facts, method, path, body) {
  const answer = await fetch(facts.address + path, {
    method,
    headers: { Authorization: `Bearer ${facts.key}`, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  const json = text && answer.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text;
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${json?.error?.message ?? text}`);
  return json;
}

// --- the browser ---

/** Opens Chromium. `more` are further arguments of it. */
export function openChromium(more = []) {
  if (!existsSync(chromiumPath)) throw new Error(`There is no Chromium at ${chromiumPath}. Install it (apt-get install chromium), or name it in CHROMIUM.`);
  return chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox", ...quiet, ...more] });
}

// --- the tests ---

let browser, shared; // one of each for all tests of a file
let isTidied = false;

function tidyUp() {
  if (isTidied) return;
  isTidied = true;
  after(async () => {
    await browser?.close();
    await shared?.stop();
  });
}

/**
 * A test with a page that is signed in and shows the first view.
 *
 * `own: true` gives it a studio of its own, for what stops it or needs it empty; `signedIn: false` an empty page; `context` are options of the browser's context (viewport, colorScheme, hasTouch).
 * The test gets `page`, `api` (see startStudio), `t`, `browser`, `openPage(options)` for one more browser (signed in, watched as well), `allow(pattern)` for complaints that it means to cause,
 * and `complaints()`, those so far that are not allowed.
 */
export function studioTest(name, { own = false, signedIn = true, context = {}, more = [], timeout = 120_000 } = {}, body = undefined) {
  if (typeof arguments[1] === "function") return studioTest(name, {}, arguments[1]);
  tidyUp();
  test(name, { timeout }, async (t) => {
    browser ??= await openChromium();
    const api = own ? await startStudio({ more }) : (shared ??= await startStudio());
    const said = api.errors().length;
    const watch = new Watch(api);
    const contexts = [];
    const openPage = async (options = {}) => {
      const made = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 800 }, ...context, ...options });
      contexts.push(made);
      watch.over(made);
      const page = await made.newPage();
      if (options.signedIn ?? signedIn) await signIn(page, api);
      return page;
    };
    let page;
    try {
      page = await openPage();
      await body({ page, api, t, browser, openPage, allow: (pattern) => watch.allow(pattern), complaints: () => watch.left() });
      watch.check();
      assert.equal(api.errors().slice(said), "", "The studio reported a mistake of its own.");
    } catch (e) {
      await keepPictures(name, contexts, t);
      throw e;
    } finally {
      for (const made of contexts) await made.close();
      if (own) await api.stop();
    }
  });
}

/** Opens the page by a link, and waits until it shows a view. */
export async function signIn(page, api) {
  await page.goto(await api.newLink());
  await page.waitForSelector("main h1");
}

/** Sees what a page does that it should not. */
class Watch {
  #complaints = [];
  #allowed = [];

  constructor(api) {
    this.address = api.address;
  }

  over(context) {
    context.on("console", (m) => ["error", "warning", "assert"].includes(m.type()) && this.#add(`console ${m.type()}: ${m.text()} (${m.location().url})`));
    context.on("weberror", (e) => this.#add(`error of the script: ${e.error()?.stack ?? e.error()}`));
    context.on("request", (r) => this.#isOurs(r.url()) || this.#add(`request to elsewhere: ${r.url()}`));
    context.on("requestfailed", (r) => this.#isCancelled(r) || this.#add(`failed request: ${r.method()} ${r.url()}: ${r.failure()?.errorText}`));
    context.on("response", (r) => r.status() >= 400 && this.#add(`answer ${r.status()}: ${r.request().method()} ${r.url()}`));
  }

  allow(pattern) {
    this.#allowed.push(pattern);
  }

  left() {
    return this.#complaints.filter((c) => !this.#allowed.some((a) => a.test(c)));
  }

  check() {
    assert.deepEqual(this.left(), [], "The page complained.");
  }

  #add(complaint) {
    this.#complaints.push(complaint);
  }

  #isOurs(url) {
    return url.startsWith(`${this.address}/`) || /^(data|blob|about):/.test(url);
  }

  // What the page itself gives up (a stream when it is left, a request that a newer one has overtaken) is no failure.
  #isCancelled(request) {
    return request.failure()?.errorText === "net::ERR_ABORTED";
  }
}

async function keepPictures(name, contexts, t) {
  const folder = process.env.GLIA_FAILURES ?? join(here, "failures");
  mkdirSync(folder, { recursive: true });
  const pages = contexts.flatMap((c) => c.pages());
  for (const [i, page] of pages.entries()) {
    const file = join(folder, `${name.replace(/[^\w]+/g, "-").slice(0, 80)}${i > 0 ? `-${i}` : ""}.png`);
    try {
      await page.screenshot({ path: file, timeout: 5000 });
      t.diagnostic(`a picture of the page: ${file}`);
    } catch {
      // The page is gone; the error itself says more.
    }
  }
}

// --- what is expected of every view ---

/** No serious or critical finding of axe-core. Without its preloading of style sheets, which writes style elements for shadow roots, and the page's policy refuses those. */
export async function expectAccessible(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))); // what is wider than its room since the last change of size becomes a stop of the tab key in the next frame
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source); // not a script of the page, so its policy stays as it is
  const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"], preload: false }));
  const serious = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
  const told = serious.map((v) => `${v.id} (${v.impact}): ${v.help}\n${v.nodes.map((n) => `    ${n.target.join(" ")}: ${n.failureSummary?.split("\n").slice(1).join(";").trim()}`).join("\n")}`);
  assert.equal(told.join("\n"), "", "axe-core found something serious.");
}

/** Nothing sticks out to the right, and no text is cut off without a sign of it, once the page has come to rest after a change of its size. */
export async function expectFits(page) {
  let found;
  for (let tries = 0; tries < 40; tries++) {
    found = await page.evaluate(whatDoesNotFit);
    if (found.scroll <= 0 && found.found.length === 0) return;
    await page.waitForTimeout(50); // pictures measure their room and are drawn anew: a frame or more later on a busy machine
  }
  assert.fail(`The page is ${found.scroll} px too wide: ${found.found.join("; ")}`);
}

function whatDoesNotFit() {
  const width = document.documentElement.clientWidth;
  const scrolls = (e) => { for (let p = e.parentElement; p; p = p.parentElement) if (/auto|scroll|hidden|clip/.test(getComputedStyle(p).overflowX)) return true; return false; };
  const named = (e) => `${e.tagName.toLowerCase()}${e.id ? `#${e.id}` : ""}${typeof e.className === "string" && e.className ? `.${e.className.trim().replace(/\s+/g, ".")}` : ""}`;
  const visible = [...document.body.querySelectorAll("*")].filter((e) => e.checkVisibility?.({ visibilityProperty: true }) && !e.closest(".visually-hidden"));
  const out = visible.filter((e) => e.getBoundingClientRect().right > width + 1 && !scrolls(e)).map((e) => `${named(e)} reaches ${Math.round(e.getBoundingClientRect().right)} of ${width}`);
  const cut = visible.filter((e) => {
    const style = getComputedStyle(e);
    return e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && /hidden|clip/.test(style.overflowX) && style.textOverflow !== "ellipsis" && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  }).map((e) => `${named(e)} cuts its text off: ${e.scrollWidth} in ${e.clientWidth}`);
  return { scroll: document.scrollingElement.scrollWidth - width, found: [...out.slice(0, 8), ...cut.slice(0, 8)] };
}
