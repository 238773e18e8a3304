/** `glia live` as a process of its own, and the ear that keeps what it says to a client. GLIA_TOOL names Glia.Cli.dll; else the newest build in src/Glia.Cli/bin is taken. */
import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const startLimit = 20_000, answerLimit = 10_000, stopLimit = 10_000;

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

export const inHere = (name) => join(here, name);

function findTool() {
  if (process.env.GLIA_TOOL) return resolve(process.env.GLIA_TOOL);
  const built = ["Release", "Debug"].map((c) => resolve(here, `../../src/Glia.Cli/bin/${c}/net10.0/Glia.Cli.dll`)).filter(existsSync);
  if (built.length === 0) throw new Error("the tool is not built: dotnet build -c Release src/Glia.Cli, or name Glia.Cli.dll in GLIA_TOOL");
  return built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}

/** A UDP port of this machine that nobody has now. */
export function freePort() {
  return new Promise((done, fail) => {
    const socket = createSocket("udp4").on("error", fail);
    socket.bind(0, "127.0.0.1", () => {
      const { port } = socket.address();
      socket.close(() => done(port));
    });
  });
}

/** Starts it in a folder of its own, answering to `out`. */
export async function startLive(out, options) {
  const folder = mkdtempSync(join(tmpdir(), "glia-live-"));
  const tool = spawn("dotnet", [findTool(), "live", "--json", "--in", "0", "--out", String(out), ...options], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const kill = () => tool.kill("SIGKILL");
  process.on("exit", kill);
  let errors = "", text = "";
  tool.stderr.setEncoding("utf8").on("data", (more) => (errors += more));
  const ended = new Promise((done) => tool.on("exit", (code, signal) => done(code ?? signal)));
  const facts = await within(startLimit, "glia live did not start", new Promise((done, fail) => {
    tool.stdout.setEncoding("utf8").on("data", (more) => {
      text += more;
      try {
        done(JSON.parse(text));
      } catch {
        // The rest is on its way.
      }
    });
    ended.then((how) => fail(new Error(`glia live ended with ${how}: ${errors}`)));
  }));
  return {
    port: Number(facts.listening.split(":").at(-1)),
    /** Ctrl-C; anything but a good end is an error. */
    async stop() {
      tool.kill("SIGINT");
      const how = await within(stopLimit, "glia live did not end on Ctrl-C", ended);
      process.off("exit", kill);
      rmSync(folder, { recursive: true, force: true });
      if (how !== 0 || errors !== "") throw new Error(`glia live ended with ${how}: ${errors}`);
    },
  };
}

/** What came, in its order. */
export class Heard {
  all = [];
  #wake = () => {};

  add(address, args) {
    this.all.push({ address, args });
    this.#wake();
  }

  /** Takes the next message of this address; those before it are dropped. */
  async next(address) {
    const end = Date.now() + answerLimit;
    for (;;) {
      while (this.all.length > 0) {
        const message = this.all.shift();
        if (message.address === address) return message.args;
        if (message.address === "/glia/warning") this.warnings.push(message.args[0]);
      }
      const left = end - Date.now();
      if (left <= 0) throw new Error(`no ${address} came within ${answerLimit / 1000} s${this.warnings.length > 0 ? `; glia live said: ${this.warnings.at(-1)}` : ""}`);
      await new Promise((done) => {
        const timer = setTimeout(done, left);
        this.#wake = () => (clearTimeout(timer), done());
      });
    }
  }

  /** What was refused or looked wrong until now. */
  warnings = [];
}

export async function within(ms, otherwise, promise) {
  let timer;
  const late = new Promise((_, fail) => (timer = setTimeout(() => fail(new Error(`${otherwise} within ${ms / 1000} s`)), ms)));
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
