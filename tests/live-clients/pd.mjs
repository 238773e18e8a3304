/** Pure Data without a screen, with the patch teach.pd, which does the whole lesson by itself: this only starts it, reads what it prints, and compares. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { compare, golden, lessons, told } from "./lessons.mjs";
import { Heard, inHere } from "./live.mjs";

/** What the patch teaches where it is asked for classes; it asks for the same inputs as with values, in their order. */
const classes = [1, 3, 2, 2];

export const patchLessons = {
  values: { options: lessons.values.options, teach: (ports) => teach("values", ports, values) },
  classes: { options: lessons.classes.options, teach: (ports) => teach("classes", ports, numbers) },
};

async function values(heard) {
  let worst = 0;
  for (const [x, y, value] of golden) worst = Math.max(worst, compare([x, y], await heard.next("/wek/outputs"), value));
  return told(worst);
}

async function numbers(heard) {
  for (const number of classes) assert.deepEqual(await heard.next("/wek/outputs"), [number]);
  return `${classes.length} classes`;
}

/** Has the patch teach on port `to` and hear on port `from`. */
async function teach(what, { to, from }, check) {
  const heard = new Heard();
  const pd = spawn("pd", ["-nogui", "-noaudio", "-nomidi", "-stderr", "-noprefs", "-send", `ports ${to} ${from}`, "-send", `teach symbol ${what}`, inHere("teach.pd")], { stdio: ["ignore", "ignore", "pipe"] });
  const kill = () => pd.kill("SIGKILL");
  process.on("exit", kill);
  const rest = [];
  createInterface({ input: pd.stderr }).on("line", (line) => {
    const words = line.split(" ");
    const at = words.findIndex((word) => !Number.isNaN(Number(word)));
    if (words[0] === "heard:") heard.add(`/${words.slice(1, at < 0 ? undefined : at).join("/")}`, at < 0 ? [] : words.slice(at).map(Number));
    else rest.push(line);
  });
  pd.on("error", (error) => rest.push(error.message));
  try {
    await heard.next("/wekinator/status/done-training");
    return await check(heard);
  } catch (error) {
    throw new Error(`${error.message}${rest.length > 0 ? `; pd said: ${rest.join(" ")}` : ""}`);
  } finally {
    kill();
    process.off("exit", kill);
  }
}
