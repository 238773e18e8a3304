// A patch: it speaks OSC over UDP from a port of its own, and hears what is sent there.
import { createSocket } from "node:dgram";

const patience = 20_000;

/** Opens one; `send` sends floats, `heard` waits for a message and gives its numbers, `forget` forgets those so far. */
export async function udp() {
  const socket = createSocket("udp4");
  let messages = [];
  let told = () => {};
  socket.on("message", (bytes) => {
    messages.push(read(bytes));
    told();
  });
  await new Promise((done) => socket.bind(0, "127.0.0.1", done));
  return {
    port: socket.address().port,
    send: (port, address, ...numbers) => new Promise((done, fail) => socket.send(packet(address, numbers), port, "127.0.0.1", (e) => (e ? fail(e) : done()))),
    async heard(address) {
      const end = Date.now() + patience;
      while (true) {
        const found = messages.find((m) => m.address === address);
        if (found) return found;
        if (Date.now() > end) throw new Error(`${address} did not come; what came: ${messages.map((m) => m.address).join(" ")}`);
        await new Promise((done) => {
          const late = setTimeout(done, 200);
          told = () => {
            clearTimeout(late);
            done();
          };
        });
      }
    },
    forget: () => void (messages = []),
    close: () => socket.close(),
  };
}

function packet(address, numbers) {
  const floats = Buffer.alloc(4 * numbers.length);
  numbers.forEach((x, i) => floats.writeFloatBE(x, 4 * i));
  return Buffer.concat([text(address), text(`,${"f".repeat(numbers.length)}`), floats]);
}

function text(value) {
  const bytes = Buffer.from(value);
  return Buffer.concat([bytes, Buffer.alloc(4 - (bytes.length % 4))]);
}

// Only floats are read; they are all that is asked about here.
function read(bytes) {
  const end = bytes.indexOf(0);
  const tagsAt = (end & ~3) + 4;
  const tagsEnd = bytes.indexOf(0, tagsAt);
  const tags = bytes.toString("latin1", tagsAt + 1, tagsEnd);
  const at = (tagsEnd & ~3) + 4;
  return { address: bytes.toString("utf8", 0, end), numbers: /^f*$/.test(tags) ? [...tags].map((_, i) => bytes.readFloatBE(at + 4 * i)) : [] };
}
