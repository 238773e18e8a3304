/**
 * The clients, each as it is used in the wild. `open(to, from)` gives something that sends to port `to` and hears on port `from`; `needs` is what must be installed; `lessons` what it teaches.
 */
import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import { createInterface } from "node:readline";
import { Heard, sleep } from "./live.mjs";
import { lessons } from "./lessons.mjs";
import { patchLessons } from "./pd.mjs";

const taught = { values: lessons.values, classes: lessons.classes };
const local = "127.0.0.1";

export const clients = {
  /** The command-line tools of liblo. Numbers go as f, those that count something as i. */
  liblo: {
    lessons: taught,
    async open(to, from) {
      const heard = new Heard();
      const dump = spawn("stdbuf", ["-oL", "oscdump", String(from)], { stdio: ["ignore", "pipe", "inherit"] });
      process.on("exit", () => dump.kill("SIGKILL"));
      createInterface({ input: dump.stdout }).on("line", (line) => {
        const [, address, tags = "", ...words] = line.split(" ");
        if (address?.startsWith("/")) heard.add(address, /^[fi]*$/.test(tags) ? words.map(Number) : [words.join(" ")]);
      });
      const send = (address, ...args) => promisify(execFile)("oscsend", [local, String(to), address, ...(args.length > 0 ? ["f".repeat(args.length)] : []), ...args.map(String)]);
      await ready(heard, from);
      return { heard, send, close: () => dump.kill("SIGTERM") };
    },
  },

  /** Pure Data without a screen: the patch teaches by itself, and prints what it hears. */
  pd: { lessons: patchLessons },

  /** osc.js: numbers go as f. */
  osc: {
    lessons: taught,
    async open(to, from) {
      const { default: osc } = await import("osc");
      const heard = new Heard();
      const port = new osc.UDPPort({ localAddress: local, localPort: from, remoteAddress: local, remotePort: to });
      port.on("message", ({ address, args }) => heard.add(address, args));
      const opened = new Promise((done, fail) => port.on("ready", done).on("error", fail));
      port.open();
      await opened;
      return { heard, send: (address, ...args) => port.send({ address, args }), close: () => port.close() };
    },
  },

  /** node-osc: whole numbers go as i, others as f. */
  "node-osc": {
    lessons: taught,
    async open(to, from) {
      const { Client, Server } = await import("node-osc");
      const heard = new Heard();
      const server = new Server(from, local);
      server.on("message", ([address, ...args]) => heard.add(address, args));
      await new Promise((done) => server.on("listening", done));
      const client = new Client(local, to);
      return {
        heard,
        send: (address, ...args) => client.send([address, ...args]),
        async close() {
          await client.close();
          await server.close();
        },
      };
    },
  },

  /** osc-js: whole numbers go as i, others as f. */
  "osc-js": {
    lessons: taught,
    async open(to, from) {
      const { default: OSC } = await import("osc-js");
      const heard = new Heard();
      const osc = new OSC({ plugin: new OSC.DatagramPlugin({ open: { host: local, port: from }, send: { host: local, port: to } }) });
      osc.on("*", (message) => heard.add(message.address, message.args));
      const opened = new Promise((done) => osc.on("open", done));
      osc.open();
      await opened;
      return { heard, send: (address, ...args) => osc.send(new OSC.Message(address, ...args)), close: () => osc.close() };
    },
  },

  /**
   * npm wekinator, by its own methods. Two of its faults come along: startDtwRecording goes as f, which is taken; selectInputsForOutput(1, [1, 2]) goes as one float 3, the length of its list, which
   * means nothing that could be guessed and is refused with a warning, while everything goes on.
   */
  wekinator: {
    lessons: {
      ...taught,
      gestures: lessons.gestures,
      fault: {
        options: lessons.values.options,
        async teach(client) {
          client.wekinator.selectInputsForOutput(1, [1, 2]);
          const [warning] = await client.heard.next("/glia/warning");
          if (!warning.startsWith("/wekinator/control/selectInputsForOutput takes the number of an output")) throw new Error(`selectInputsForOutput was answered by: ${warning}`);
          const text = await lessons.values.teach(client);
          return `${text} after a selectInputsForOutput that was refused`;
        },
      },
      names: {
        options: [],
        async teach(client) {
          client.wekinator.setInputNames(["x", "y"]);
          client.wekinator.setOutputNames(["pitch"]);
          return `${await lessons.values.teach(client)} after setInputNames and setOutputNames`;
        },
      },
      list: {
        options: lessons.values.options,
        async teach(client) {
          client.wekinator.trainOnData([{ inputs: [0, 0], outputs: [0.25] }, { inputs: [1, 1], outputs: [0.75] }]);
          await client.heard.next("/wekinator/status/done-training");
          client.wekinator.startRunning();
          client.wekinator.inputs([1, 1]);
          const [value] = await client.heard.next("/wek/outputs");
          if (Math.abs(value - 0.75) > 0.01) throw new Error(`trainOnData taught 0.75, and ${value} came back`);
          return "trainOnData";
        },
      },
    },
    async open(to, from) {
      const { default: Wekinator } = await import("wekinator");
      const heard = new Heard();
      const wekinator = new Wekinator(local, to, from);
      await new Promise((done) => wekinator.connect(done));
      await new Promise((done, fail) => (wekinator.on("ready", done), wekinator.on("error", fail)));
      wekinator.on("message", ({ address, args }) => heard.add(address, args));
      const send = (address, ...args) => {
        const name = address.split("/").at(-1);
        const isList = name === "inputs" || name === "outputs";
        return wekinator[name](...(isList ? [args] : args));
      };
      return {
        heard,
        wekinator,
        send,
        async close() {
          wekinator.disconnect();
          await sleep(50);
        },
      };
    },
  },
};

// A dump says nothing of its own when it has begun to listen, so it is asked until it hears.
async function ready(heard, port) {
  for (let i = 0; i < 100; i++) {
    await promisify(execFile)("oscsend", [local, String(port), "/is/there"]);
    await sleep(20);
    if (heard.all.some((m) => m.address === "/is/there")) return;
  }
  throw new Error("oscdump did not begin to listen");
}
