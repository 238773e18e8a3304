// What a page of another site can do to the studio from inside a real browser that holds the studio's cookie: nothing. Each attack is followed by a look at what came of it.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { openChromium, signIn, startStudio } from "./studio.mjs";

let api, browser, elsewhere;

before(async () => {
  api = await startStudio();
  browser = await openChromium(["--host-resolver-rules=MAP rebind.example 127.0.0.1, MAP evil.example 127.0.0.1"]);
  elsewhere = await listen();
});

after(async () => {
  await browser?.close();
  elsewhere?.close();
  await api?.stop();
});

// The page of another program on this machine: same address, other port, so that the browser sends the studio's cookie along.
const neighbour = () => `http://127.0.0.1:${elsewhere.address().port}/`;
const stranger = () => `http://evil.example:${elsewhere.address().port}/`;

for (const [who, from] of [["a page on another port of this machine", neighbour], ["a page of another site", stranger]]) {
  guardTest(`${who} reads nothing`, from, async (page) => {
    const read = (mode, credentials) => page.evaluate(({ url, mode, credentials }) => fetch(url, { mode, credentials }).then((r) => `${r.type} ${r.status}`, () => "refused"), { url: `${api.address}/api/runs`, mode, credentials });
    assert.equal(await read("cors", "include"), "refused");
    assert.equal(await read("cors", "omit"), "refused");
    assert.equal(await read("no-cors", "include"), "refused"); // not even opaquely: Cross-Origin-Resource-Policy
  });

  guardTest(`${who} writes nothing`, from, async (page) => {
    const write = (init) => page.evaluate(({ url, init }) => fetch(url, { credentials: "include", ...init }).then((r) => r.type, () => "refused"), { url: `${api.address}/api/runs`, init });
    const body = JSON.stringify({ settings: { data: "xor" } });
    await write({ method: "POST", mode: "no-cors", body });
    await write({ method: "POST", mode: "no-cors", body, headers: { "Content-Type": "text/plain" } });
    assert.equal(await write({ method: "POST", mode: "cors", body, headers: { "Content-Type": "application/json" } }), "refused"); // its preflight is
    assert.equal(await write({ method: "DELETE", mode: "cors" }), "refused");
    await page.evaluate(({ url, body }) => navigator.sendBeacon(url, body), { url: `${api.address}/api/runs`, body });
    assert.deepEqual(await api.get("/api/runs"), []);
  });

  guardTest(`${who} posts no form`, from, async (page) => {
    const [answer] = await Promise.all([
      page.waitForResponse((r) => r.url().startsWith(api.address)),
      page.evaluate((url) => {
        document.body.innerHTML = `<form method="post" enctype="text/plain" action="${url}"><input name='{"settings":{"data":"xor"}, "x":"' value='"}'></form>`;
        document.querySelector("form").submit();
      }, `${api.address}/api/runs`),
    ]);
    assert.equal(answer.status(), 403);
    assert.deepEqual(await api.get("/api/runs"), []);
  });

  guardTest(`${who} shows the studio in no frame, and takes no picture or script of it`, from, async (page) => {
    const loaded = await page.evaluate((address) => {
      const load = (tag, key, path) => new Promise((done) => {
        const e = document.createElement(tag);
        e.onload = () => done(`${tag} loaded`);
        e.onerror = () => done("refused");
        e[key] = address + path;
        document.body.append(e);
      });
      return Promise.all([load("img", "src", "/icon.svg"), load("script", "src", "/api/runs")]);
    }, api.address);
    assert.deepEqual(loaded, ["refused", "refused"]);
    await page.evaluate((address) => {
      const frame = document.createElement("iframe");
      frame.src = address;
      document.body.append(frame);
    }, api.address);
    const frame = await page.waitForSelector("iframe").then((e) => e.contentFrame());
    await page.waitForTimeout(500);
    assert.doesNotMatch(await frame.content().catch(() => ""), /id="app"/);
  });

  guardTest(`${who} follows no live stream and opens no socket`, from, async (page) => {
    const ends = await page.evaluate((address) => {
      const end = (source) => new Promise((done) => {
        source.onopen = () => done("open");
        source.onerror = () => done("refused");
        source.onmessage = () => done("message");
      });
      return Promise.all([end(new EventSource(`${address}/api/events`, { withCredentials: true })), end(new WebSocket(`${address.replace("http", "ws")}/api/events`))]);
    }, api.address);
    assert.deepEqual(ends, ["refused", "refused"]);
  });
}

guardTest("a name that is pointed at this machine (DNS rebinding) is refused", stranger, async (page) => {
  const rebound = api.address.replace("127.0.0.1", "rebind.example");
  const answer = await page.goto(`${rebound}/`);
  assert.equal(answer.status(), 421);
  const inside = await page.evaluate(() => fetch("/api/runs").then((r) => r.status)); // same origin for the browser: only the server can tell
  assert.equal(inside, 421);
  assert.equal(await page.evaluate(() => fetch("/api/runs", { method: "POST", body: "{}" }).then((r) => r.status)), 421);
});

guardTest("a link from another site to the page itself opens it, as a bookmark would", neighbour, async (page) => {
  await page.evaluate((address) => {
    document.body.innerHTML = `<a href="${address}/">studio</a>`;
  }, api.address);
  await page.click("a");
  await page.waitForURL(`${api.address}/**`);
  // The browser sends no SameSite=Strict cookie across sites; from another port of this machine, which is the same site, it does.
  await page.waitForSelector("main h1");
});

guardTest("a studio's link that was sent by mail or chat opens the page for a new browser", stranger, async () => {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(stranger());
    await page.evaluate((link) => {
      document.body.innerHTML = `<a href="${link}">studio</a>`;
    }, await api.newLink());
    await page.click("a");
    await page.waitForSelector("main h1");
    await page.waitForSelector("#app"); // and not the refusal: browsers keep strict cookies back from a redirect that began elsewhere
    assert.doesNotMatch(page.url(), /token/);
  } finally {
    await context.close();
  }
});

guardTest("the page's script cannot see the key", neighbour, async (_, own) => {
  assert.equal(await own.evaluate(() => document.cookie), "");
  assert.equal(await own.evaluate(() => fetch("/api/app").then((r) => r.headers.get("set-cookie"))), null);
});

guardTest("the page runs no script but its own files, and sends nothing elsewhere", neighbour, async (_, own) => {
  const ran = await own.evaluate((url) => {
    window.ran = [];
    const inline = document.createElement("script");
    inline.textContent = "window.ran.push('inline')";
    document.body.append(inline);
    document.body.insertAdjacentHTML("beforeend", `<img src="x:" onerror="window.ran.push('handler')">`);
    const foreign = document.createElement("script");
    foreign.src = `${url}script.js`;
    document.body.append(foreign);
    const sent = fetch(url, { mode: "no-cors" }).then(() => window.ran.push("fetch"), () => undefined);
    return sent.then(() => new Promise((done) => setTimeout(() => done(window.ran), 500)));
  }, neighbour());
  assert.deepEqual(ran, []);
});

/** A test with a page of somebody else, in a browser in which the studio is open: `body(page, own)`. */
function guardTest(name, from, body) {
  test(name, { timeout: 60_000 }, async () => {
    const context = await browser.newContext();
    try {
      const own = await context.newPage();
      await signIn(own, api);
      const page = await context.newPage();
      await page.goto(from());
      await body(page, own);
      await own.reload();
      await own.waitForSelector("main h1"); // still open for the person
      assert.equal(api.errors(), "");
    } finally {
      await context.close();
    }
  });
}

function listen() {
  const server = createServer((request, response) => {
    response.setHeader("Content-Type", request.url.endsWith(".js") ? "text/javascript" : "text/html");
    response.end(request.url.endsWith(".js") ? "window.ran.push('foreign')" : "<!doctype html><title>elsewhere</title><body>elsewhere");
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}
