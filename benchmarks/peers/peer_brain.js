// brain.js: one sample at a time, sigmoid or ReLU throughout with squared error (it has neither softmax nor mini-batches).
// Takes what the other peers take and prints the same line of JSON. NODE_PATH says where the package lies.
'use strict';

const fs = require('fs');
const path = require('path');
const brain = require('brain.js');

const CLASSES = 10, DIGITS = 1000, CALLS_PER_READING = 100;
const XOR = [[[0, 0], [0]], [[0, 1], [1]], [[1, 0], [1]], [[1, 1], [0]]]
  .map(([input, output]) => ({ input: Float32Array.from(input), output: Float32Array.from(output) }));

const options = {};
for (let i = 2; i < process.argv.length; i += 2) options[process.argv[i].slice(2)] = process.argv[i + 1];
const task = JSON.parse(options.case);

const now = () => Number(process.hrtime.bigint()) / 1e9;

const cpuNow = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

// Its own generator is Math.random; seeded here, so that a round can be had again (mulberry32 by Tommy Ettinger, public domain).
function seedRandom(seed) {
  let state = seed >>> 0;
  Math.random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

// Made by hand and not by train(), which copies all digits once more for each epoch and measures the error of each sample. Its options refuse a momentum of 0
// and rates from 1 on, though the code has no trouble with them.
function createNetwork(activation, learningRate, momentum) {
  const network = new brain.NeuralNetwork({ activation, hiddenLayers: task.sizes.slice(1, -1) });
  Object.assign(network.trainOpts, { learningRate, momentum });
  network.sizes = task.sizes;
  network.initialize();
  return network;
}

function loadDigits(part, most) {
  const labels = fs.readFileSync(path.join(options.data, `${part}-labels-idx1-ubyte`)).subarray(8);
  const pixels = fs.readFileSync(path.join(options.data, `${part}-images-idx3-ubyte`)).subarray(16);
  const count = Math.min(labels.length, most), features = task.sizes[0];
  const inputs = Array.from({ length: count }, (_, i) =>
    Float32Array.from(pixels.subarray(i * features, (i + 1) * features), pixel => task.low + (task.high - task.low) / 255 * pixel));
  return { inputs, labels };
}

const largest = values => values.indexOf(values.reduce((a, b) => Math.max(a, b)));

function accuracy(network, digits) {
  let right = 0;
  digits.inputs.forEach((input, i) => { right += largest(network.runInput(input)) === digits.labels[i]; });
  return right / digits.inputs.length;
}

function train() {
  const digits = loadDigits('train', task.samples), test = loadDigits('t10k', Infinity);
  const goals = Array.from({ length: CLASSES }, (_, k) => Float32Array.from({ length: CLASSES }, (_, i) => (i === k ? task.on : task.off)));
  const samples = digits.inputs.map((input, i) => ({ input, output: goals[digits.labels[i]] }));
  const network = createNetwork('sigmoid', task.rate, task.momentum);
  const seconds = [], cpuSeconds = [];
  for (let epoch = 0; epoch < Number(options.epochs); epoch++) {
    const start = now(), cpuStart = cpuNow();
    shuffle(samples);
    for (const sample of samples) network.trainPattern(sample);
    seconds.push(now() - start);
    cpuSeconds.push(cpuNow() - cpuStart);
  }
  return { samples: samples.length, epoch_seconds: seconds, epoch_cpu_seconds: cpuSeconds, accuracy: accuracy(network, test) };
}

function shuffle(items) {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [items[i], items[j]] = [items[j], items[i]];
  }
}

function loadWeights(network) {
  const bytes = fs.readFileSync(options.weights);
  const numbers = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  let at = 0;
  for (let layer = 1; layer < task.sizes.length; layer++) {
    for (let unit = 0; unit < task.sizes[layer]; unit++) network.weights[layer][unit] = numbers.slice(at, at += task.sizes[layer - 1]);
    network.biases[layer] = numbers.slice(at, at += task.sizes[layer]);
  }
}

// Its ReLU networks have ReLU outputs too, so these are no probabilities; the largest is nearly always the same.
function predictOne() {
  const digits = loadDigits('t10k', DIGITS), network = createNetwork('relu', 0.1, 0);
  loadWeights(network);
  const began = now(), readings = [];
  network.runInput(digits.inputs[0]);
  const first = now() - began;
  for (let at = 0; now() - began < Number(options.seconds); at = (at + CALLS_PER_READING) % DIGITS) {
    const start = now();
    for (let i = at; i < at + CALLS_PER_READING; i++) network.runInput(digits.inputs[i]);
    readings.push((now() - start) / CALLS_PER_READING);
  }
  readings.sort((a, b) => a - b);
  return { call_seconds: readings[readings.length >> 1], first_seconds: first, accuracy: accuracy(network, digits) };
}

// Of its activations and a grid of rates and momenta, this was the quickest.
function trainXor(seed) {
  seedRandom(seed);
  const network = createNetwork('tanh', 0.2, 0.9);
  for (let epoch = 1; epoch <= task.most_epochs; epoch++) {
    for (const sample of XOR) network.trainPattern(sample);
    if (XOR.every(({ input, output }) => Math.abs(network.runInput(input)[0] - output[0]) < task.largest_error)) return epoch;
  }
  return null;
}

function xor() {
  const seed = 1000 * Number(options.seed), began = now();
  trainXor(seed);
  const first = now() - began;
  for (let i = 1; now() - began < Number(options.seconds); i++) trainXor(seed + 500 + i % 100);
  const seconds = [], epochs = [];
  for (let i = 0; i < task.seeds; i++) {
    const start = now();
    epochs.push(trainXor(seed + i));
    seconds.push(epochs[i] === null ? null : now() - start);
  }
  return { seconds, epochs, first_seconds: first };
}

seedRandom(Number(options.seed));
const measured = { train, 'predict-one': predictOne, xor }[task.kind]();
const { version } = require('brain.js/package.json');
console.log(JSON.stringify({ versions: { 'brain.js': version, node: process.version.slice(1) }, ...measured }));
