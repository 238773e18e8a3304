/** A whole number; what is a plain number goes as a float. */
export class Whole {
  constructor(readonly value: number) {}
}

export type OscArgument = number | string | Whole;

/** An OSC 1.0 message (Wright and Freed, 2002): address, type tags and arguments, each filled up to a multiple of four bytes. */
export function oscPacket(address: string, args: readonly OscArgument[]): Uint8Array<ArrayBuffer> {
  const texts = new TextEncoder();
  const tags = "," + args.map((a) => (typeof a === "string" ? "s" : a instanceof Whole ? "i" : "f")).join("");
  const parts: Uint8Array[] = [padded(texts.encode(address)), padded(texts.encode(tags)), ...args.map((a) => (typeof a === "string" ? padded(texts.encode(a)) : numberBytes(a)))];
  const packet = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    packet.set(part, at);
    at += part.length;
  }
  return packet;
}

// One zero at least ends a text.
function padded(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array((bytes.length + 4) & ~3);
  whole.set(bytes);
  return whole;
}

function numberBytes(a: number | Whole): Uint8Array {
  const view = new DataView(new ArrayBuffer(4));
  if (a instanceof Whole) view.setInt32(0, a.value);
  else view.setFloat32(0, a);
  return new Uint8Array(view.buffer);
}
