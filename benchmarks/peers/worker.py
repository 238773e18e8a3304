"""What every Python peer does around its own work: read its task, load the digits, take the time, print one line of JSON."""

import argparse
import json
import os
import pathlib
import platform
import statistics
import time

import numpy as np

DIGITS, CALLS_PER_READING = 1000, 100  # of single predictions; readings of a clock cost too, so one for a hundred calls
XOR_X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], np.float32)
XOR_T = np.array([[0], [1], [1], [0]], np.float32)


class Task:
    """The case, and what it needs: digits scaled as it says, targets, and weights to predict with."""

    def __init__(self):
        parser = argparse.ArgumentParser()
        parser.add_argument("--case", type=json.loads, required=True)
        parser.add_argument("--data")
        parser.add_argument("--weights")
        parser.add_argument("--mode", default="")
        for name in ("--threads", "--epochs", "--seed"):
            parser.add_argument(name, type=int, required=True)
        parser.add_argument("--seconds", type=float, required=True)
        args = parser.parse_args()
        vars(self).update(vars(args))

    def train_digits(self):
        """x (count, 784) float32, y (count) labels, t (count, 10) targets."""
        x, y = self._digits("train", self.case["samples"])
        t = np.full((len(y), 10), self.case["off"], np.float32)
        t[np.arange(len(y)), y] = self.case["on"]
        return x, y, t

    def test_digits(self):
        return self._digits("t10k", None)

    def layers(self):
        """The trained weights that all peers predict with: for each layer (out, in) weights and (out) biases."""
        numbers, layers = np.fromfile(self.weights, np.float32), []
        for fan_in, fan_out in zip(self.case["sizes"], self.case["sizes"][1:]):
            w, b, numbers = np.split(numbers, [fan_in * fan_out, (fan_in + 1) * fan_out])
            layers.append((w.reshape(fan_out, fan_in), b))
        return layers

    def _digits(self, part, limit):
        images = read_idx(self.data, f"{part}-images-idx3-ubyte")[:limit]
        labels = read_idx(self.data, f"{part}-labels-idx1-ubyte")[:limit]
        low, high = self.case["low"], self.case["high"]
        x = images.reshape(len(images), -1).astype(np.float32)
        x *= np.float32((high - low) / 255)
        x += np.float32(low)
        return x, labels.astype(np.int64)

    def time_training(self, versions, samples, epoch, accuracy):
        """Times `epoch()` so many times, and asks `accuracy()` at the end."""
        seconds, cpu = [], []
        for _ in range(self.epochs):
            wall_before, cpu_before = time.perf_counter(), time.process_time()
            epoch()
            seconds.append(time.perf_counter() - wall_before)
            cpu.append(time.process_time() - cpu_before)
        report(versions, samples=samples, epoch_seconds=seconds, epoch_cpu_seconds=cpu, accuracy=float(accuracy()))

    def time_one(self, versions, predict, prepare=lambda row: row):
        """Times `predict(row)`, a float32 vector to ten probabilities, over and over the first thousand test digits."""
        x, y = self.test_digits()
        rows = [prepare(row) for row in x[:DIGITS]]
        first, seconds = self._time_calls(predict, [rows[i:i + CALLS_PER_READING] for i in range(0, DIGITS, CALLS_PER_READING)])
        right = sum(int(np.argmax(np.asarray(predict(row)).ravel())) == label for row, label in zip(rows, y))
        report(versions, call_seconds=seconds / CALLS_PER_READING, first_seconds=first, accuracy=right / DIGITS)

    def time_batches(self, versions, predict, prepare=lambda rows: rows):
        """Times `predict(rows)`, a float32 matrix to ten probabilities for each row, over and over the whole batches of the test digits."""
        x, y = self.test_digits()
        size = self.case["batch"]
        batches = [prepare(x[i:i + size]) for i in range(0, len(x) - size + 1, size)]
        first, seconds = self._time_calls(predict, [[batch] for batch in batches])
        right = [np.asarray(predict(batch)).argmax(1) == y[i * size:(i + 1) * size] for i, batch in enumerate(batches)]
        report(versions, call_seconds=seconds, first_seconds=first, accuracy=float(np.mean(right)))

    def time_xor(self, versions, train):
        """Times `train(seed)`, which returns the epochs it took or None, for the case's seeds, after some trainings to warm up."""
        seed, started = self.seed * 1000, time.perf_counter()
        train(seed)
        first, warm = time.perf_counter() - started, 0
        while time.perf_counter() - started < self.seconds:
            train(seed + 500 + warm % 100)
            warm += 1
        seconds, epochs = [], []
        for i in range(self.case["seeds"]):
            before = time.perf_counter()
            epochs.append(train(seed + i))
            seconds.append(time.perf_counter() - before if epochs[-1] is not None else None)
        report(versions, seconds=seconds, epochs=epochs, first_seconds=first)

    def _time_calls(self, call, readings):
        """Seconds of the very first call, and the median over readings, each of which is a list of calls' arguments."""
        started = time.perf_counter()
        call(readings[0][0])
        first, seconds, at = time.perf_counter() - started, [], 0
        while time.perf_counter() - started < self.seconds or not seconds:
            arguments, at = readings[at], (at + 1) % len(readings)
            before = time.perf_counter()
            for argument in arguments:
                call(argument)
            seconds.append(time.perf_counter() - before)
        return first, statistics.median(seconds)


def read_idx(folder, name):
    """The array in an IDX file, as bytes."""
    data = (pathlib.Path(folder) / name).read_bytes()
    sides = data[3]
    shape = np.frombuffer(data, ">i4", count=sides, offset=4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * sides).reshape(shape)


def report(versions, **measured):
    versions = {"python": platform.python_version(), "numpy": np.__version__, **versions, "blas": blas()}
    print(json.dumps({"versions": versions, **measured}))


def blas():
    """Which BLAS this process has loaded: the difference between a peer at its best and at a fortieth of it."""
    import ctypes

    try:
        lines = pathlib.Path("/proc/self/maps").read_text().splitlines()
    except OSError:
        return "unknown"
    loaded = sorted({line.split()[-1] for line in lines if "blas" in os.path.basename(line.split()[-1]) or "libmkl" in line})
    for path in loaded:
        for prefix in ("", "scipy_"):
            for suffix in ("", "64_"):
                try:
                    config = getattr(ctypes.CDLL(path), f"{prefix}openblas_get_config{suffix}")
                    core = getattr(ctypes.CDLL(path), f"{prefix}openblas_get_corename{suffix}")
                except (OSError, AttributeError):
                    continue
                config.restype = core.restype = ctypes.c_char_p
                threads = "openmp" if "USE_OPENMP" in config().decode() else "pthread"
                return f"{' '.join(config().decode().split()[:2])} {threads}, {core().decode()} kernels"
    if any("libmkl" in path for path in loaded):
        return "MKL"
    return "reference BLAS" if loaded else "none found"
