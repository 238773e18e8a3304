"""MNIST's four files: found where Glia looks for them too, else written by Glia; unpacked once, so that no peer's start is about gzip."""

import gzip
import os
import pathlib
import shutil
import subprocess

from contenders import GLIA, ROOT, Trouble

FILES = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")


def find(given):
    """(folder, what to call the data in a report)"""
    if given is not None:
        if not is_complete(given):
            raise Trouble(f"{given} does not hold MNIST's four files (train-images-idx3-ubyte.gz …).")
        return given, "the IDX files given"
    environment = os.environ.get("GLIA_DATA")
    cache = os.environ.get("GLIA_CACHE") or str(pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "glia")
    for folder in (environment, environment and f"{environment}/mnist", str(ROOT / "data" / "mnist"), f"{cache}/mnist"):
        if folder and is_complete(folder):
            return folder, "MNIST"
    folder = ROOT / "artifacts" / "peers-digits"
    if not is_complete(folder):
        print("MNIST is not there (give --data or GLIA_DATA): Glia writes 70,000 digits of its own")
        subprocess.run([*GLIA, "--write-digits", str(folder)], check=True)
    return str(folder), "generated digits, not MNIST"


def is_complete(folder):
    return os.path.isdir(folder) and all(path_of(folder, name) for name in FILES)


def path_of(folder, name):
    """The file's path in whichever spelling it has, or None."""
    for spelling in (name + ".gz", name, name.replace("-idx", ".idx") + ".gz", name.replace("-idx", ".idx")):
        path = pathlib.Path(folder) / spelling
        if path.exists():
            return path
    return None


def unpack(folder, target):
    for name in FILES:
        path = path_of(folder, name)
        with (gzip.open if path.suffix == ".gz" else open)(path, "rb") as source, open(pathlib.Path(target) / name, "wb") as copy:
            shutil.copyfileobj(source, copy)
