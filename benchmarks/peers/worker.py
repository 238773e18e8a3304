"""What every Python peer does around its own training: read its task, load the digits, time the epochs, print one line of JSON."""

import argparse
import gzip
import json
import os
import pathlib
import platform
import time

import numpy as np

STARTED = time.perf_counter()


def read_idx(folder, name):
    """The array in an IDX file, packed or plain, as bytes."""
    for spelling in (name + ".gz", name, name.replace("-idx", ".idx") + ".gz", name.replace("-idx", ".idx")):
        path = pathlib.Path(folder) / spelling
        if path.exists():
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            sides = data[3]
            shape = np.frombuffer(data, ">i4", count=sides, offset=4)
            return np.frombuffer(data, np.uint8, offset=4 + 4 * sides).reshape(shape)
    raise SystemExit(f"{folder}: there is no {name} (or the same with .gz).")


class Task:
    """The case, and the digits scaled as it says: x (count, 784) float32, y (count) labels, t (count, 10) targets."""

    def __init__(self):
        parser = argparse.ArgumentParser()
        parser.add_argument("--case", type=json.loads, required=True)
        parser.add_argument("--data", required=True)
        parser.add_argument("--mode", default="")
        parser.add_argument("--threads", type=int, required=True)
        parser.add_argument("--epochs", type=int, required=True)
        parser.add_argument("--seed", type=int, required=True)
        args = parser.parse_args()
        self.case, self.mode, self.threads, self.epochs, self.seed = args.case, args.mode, args.threads, args.epochs, args.seed
        self.x, self.y = self._load(args.data, "train", self.case["samples"])
        self.x_test, self.y_test = self._load(args.data, "t10k", None)
        self.t = np.full((len(self.y), 10), self.case["off"], np.float32)
        self.t[np.arange(len(self.y)), self.y] = self.case["on"]
        self.load_seconds = time.perf_counter() - STARTED

    def _load(self, folder, part, limit):
        images = read_idx(folder, f"{part}-images-idx3-ubyte")[:limit]
        labels = read_idx(folder, f"{part}-labels-idx1-ubyte")[:limit]
        low, high = self.case["low"], self.case["high"]
        x = images.reshape(len(images), -1).astype(np.float32)
        x *= np.float32((high - low) / 255)
        x += np.float32(low)
        return x, labels.astype(np.int64)

    def run(self, versions, epoch, accuracy):
        """Times `epoch()` so many times, asks `accuracy()` at the end, and reports."""
        seconds, cpu = [], []
        for _ in range(self.epochs):
            wall_before, cpu_before = time.perf_counter(), time.process_time()
            epoch()
            seconds.append(time.perf_counter() - wall_before)
            cpu.append(time.process_time() - cpu_before)
        versions = {"python": platform.python_version(), "numpy": np.__version__, **versions, "blas": blas()}
        print(json.dumps({
            "versions": versions, "load_seconds": self.load_seconds, "samples": len(self.y),
            "epoch_seconds": seconds, "epoch_cpu_seconds": cpu, "accuracy": float(accuracy()),
        }))


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
