// Runs ONNX files that Glia wrote with onnxruntime-web, one sample at a time and all at once, and compares the outputs with those that each file carries.
// Run by hand where Node.js is installed. First let Glia write some, then run them:
//     dotnet run tests/interop/WriteOnnx.cs -- FOLDER [MODEL.safetensors ...]
//     npm ci --prefix tests/interop/onnx
//     node tests/interop/onnx/check_onnx.mjs FOLDER
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ort from "onnxruntime-web";

const TOLERANCE = 1e-5;
const METADATA = 14; // field of ModelProto: entries of a key, field 1, and a value, field 2

/** The fields of a protobuf message that hold bytes, as pairs of number and bytes. */
function* fields(bytes) {
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const next = bytes[at++];
      value |= BigInt(next & 0x7f) << shift;
      if (next < 0x80) return Number(value);
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    if ((tag & 7) === 0) varint();
    else if ((tag & 7) === 5) at += 4;
    else {
      const length = varint();
      yield [tag >> 3, bytes.subarray(at, at + length)];
      at += length;
    }
  }
}

/** What the file says besides its graph. */
function metadata(bytes) {
  const entries = [...fields(bytes)].filter(([field]) => field === METADATA);
  return Object.fromEntries(entries.map(([, entry]) => [...fields(entry)].map(([, text]) => new TextDecoder().decode(text))));
}

async function run(session, rows) {
  const inputs = new ort.Tensor("float32", Float32Array.from(rows.flat()), [rows.length, rows[0].length]);
  return (await session.run({ inputs })).outputs;
}

const distance = (actual, wanted) => wanted.flat().reduce((most, value, i) => Math.max(most, Math.abs(actual[i] - value)), 0);

/** The largest difference for one sample at a time, and for all at once. */
async function check(path) {
  const bytes = new Uint8Array(readFileSync(path));
  const { inputs, outputs } = JSON.parse(metadata(bytes)["glia.self-check"]);
  const session = await ort.InferenceSession.create(bytes, { executionProviders: ["wasm"] });
  let single = 0;
  for (let i = 0; i < inputs.length; i++) single = Math.max(single, distance((await run(session, [inputs[i]])).data, [outputs[i]]));
  const all = await run(session, inputs);
  if (all.dims.join() !== [inputs.length, outputs[0].length].join()) throw new Error(`${path}: outputs of shape ${all.dims}`);
  return { samples: inputs.length, single, batch: distance(all.data, outputs) };
}

const folder = process.argv[2];
const files = folder ? readdirSync(folder).filter((name) => name.endsWith(".onnx")).sort() : [];
if (files.length === 0) {
  console.error("Name a folder with .onnx files. See the start of this script for how to make some.");
  process.exit(1);
}

ort.env.wasm.numThreads = 1;
let largest = 0;
for (const name of files) {
  const { samples, single, batch } = await check(join(folder, name));
  largest = Math.max(largest, single, batch);
  console.log(`${name.padEnd(28)} ${samples} samples  largest difference: one at a time ${single.toExponential(1)}, all at once ${batch.toExponential(1)}`);
}

console.log(`${files.length} models, onnxruntime-web ${ort.env.versions.web}, largest difference of all ${largest.toExponential(1)}`);
process.exit(largest <= TOLERANCE ? 0 : 1);
