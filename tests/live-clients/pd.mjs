/** Pure Data without a screen, with the patch teach.pd, which does the whole lesson by itself: this only starts it, reads what it prints, and compares. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { compare, golden } from "./lessons.mjs";
import { Heard, inHere } from "./live.mjs";

/** Has the patch teach on port `to` and hear on port `from`. */
export async function teachByPatch({ to, from }) {
  const heard = new Heard();
  const pd = spawn("pd", ["-nogui", "-noaudio", "-nomidi", "-stderr", "-noprefs", "-send", `ports ${to} ${from}`, "-send", "teach bang", inHere("teach.pd")], { stdio: ["ignore", "ignore", "pipe"] });
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
    let worst = 0;
    for (const [x, y, value] of golden) worst = Math.max(worst, compare([x, y], await heard.next("/wek/outputs"), value));
    return `${golden.length} values within ${worst.toFixed(4)}`;
  } catch (error) {
    throw new Error(`${error.message}${rest.length > 0 ? `; pd said: ${rest.join(" ")}` : ""}`);
  } finally {
    kill();
    process.off("exit", kill);
  }
}
