/**
 * What every client teaches, by the messages that patches for Wekinator send. A client has `send(address, …arguments)`, which may take its time, and `heard`.
 */
import assert from "node:assert/strict";

const control = "/wekinator/control/", done = "/wekinator/status/done-training", outputs = "/wek/outputs";

/** Wekinator's own answers to these are known: a network of one hidden layer comes back to each of them. */
export const golden = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0.2]];
export const tolerance = 0.01;

/** Three corners, three classes, and inputs near them. */
export const corners = [[0, 0, 1], [1, 0, 2], [0, 1, 3]];
const asked = [[0.1, 0.1, 1], [0.8, 0.1, 2], [0.2, 0.9, 3], [0.9, 0.2, 2]];

export const lessons = {
  values: {
    options: ["--inputs", "2", "--outputs", "1"],
    async teach(client) {
      await record(client, golden);
      await client.send(control + "train");
      await client.heard.next(done);
      await client.send(control + "startRunning");
      let worst = 0;
      for (const [x, y, value] of golden) {
        await client.send("/wek/inputs", x, y);
        worst = Math.max(worst, compare([x, y], await client.heard.next(outputs), value));
      }
      return told(worst);
    },
  },
  classes: {
    options: ["--inputs", "2", "--outputs", "colour=class:3"],
    async teach(client) {
      await record(client, corners);
      await client.send(control + "train");
      await client.heard.next(done);
      await client.send(control + "startRunning");
      for (const [x, y, number] of asked) {
        await client.send("/wek/inputs", x, y);
        assert.deepEqual(await client.heard.next(outputs), [number], `the class of ${x}, ${y}`);
        const likely = await client.heard.next("/colour");
        assert.equal(likely.length, 4, "probabilities: of no class, and of three");
        assert.equal(likely.indexOf(Math.max(...likely)), number, `the likeliest class of ${x}, ${y}`);
      }
      return `${asked.length} classes`;
    },
  },
  gestures: {
    options: ["--inputs", "2", "--gestures", "2"],
    async teach(client) {
      for (const gesture of [1, 2]) {
        await client.send(control + "startDtwRecording", gesture);
        for (const [x, y] of frames(gesture)) await client.send("/wek/inputs", x, y);
        await client.send(control + "stopDtwRecording");
      }
      await client.send(control + "startRunning");
      for (const gesture of [1, 2, 1]) {
        for (const [x, y] of frames(gesture)) await client.send("/wek/inputs", x, y);
        assert.deepEqual(await client.heard.next(`/output_${gesture}`), []);
        const all = frames(gesture).length;
        let distances = [];
        for (let i = 0; i < 3; i++) distances = await client.heard.next(outputs);
        assert.equal(distances.length, 2, `a distance for each gesture, in ${all} frames`);
      }
      return "2 gestures told apart";
    },
  },
};

/** One goes right and up, the other left and down; each in 30 frames. */
function frames(gesture) {
  const way = gesture === 1 ? 1 : -1;
  return Array.from({ length: 30 }, (_, i) => [way * (i / 29), way * Math.sin((i / 29) * Math.PI)]);
}

export const told = (worst) => `${golden.length} values within ${worst === 0 ? 0 : worst.toExponential(0)}`;

export function compare(inputs, [value, ...more], wanted) {
  assert.equal(more.length, 0, "one output");
  const off = Math.abs(value - wanted);
  assert.ok(off <= tolerance, `${inputs.join(", ")} was taught as ${wanted} and came back as ${value}`);
  return off;
}

async function record(client, examples) {
  for (const [x, y, label] of examples) {
    await client.send(control + "outputs", label);
    await client.send(control + "startRecording");
    await client.send("/wek/inputs", x, y);
    await client.send(control + "stopRecording");
  }
}
