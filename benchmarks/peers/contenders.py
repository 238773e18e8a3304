"""Who takes part: Glia, and those peers that are found. Nothing is installed."""

import itertools
import pathlib
import shutil
import subprocess
import sys
from dataclasses import dataclass

from blas import Blas, variants

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
GLIA_PROJECT = HERE / "glia"
GLIA = (shutil.which("dotnet"), str(GLIA_PROJECT / "bin" / "Release" / "net10.0" / "Glia.Peers.dll"))
BUILT = ROOT / "artifacts" / "peers"

PEERS = ("PyTorch", "scikit-learn", "numpy", "FANN", "brain.js")
MODULES = {"scipy": "import numpy, scipy.linalg.blas", "numpy": "import numpy", "sklearn": "import numpy, sklearn", "torch": "import numpy, torch"}


class Trouble(Exception):
    """What keeps the comparison from running, in a sentence for whoever started it."""


@dataclass(frozen=True)
class Setting:
    """One of the ways to run a contender."""

    mode: str = ""
    blas: Blas = None
    is_passive: bool = False  # OpenMP's idle threads sleep instead of spinning: slower on an idle machine, a hundred times faster on a busy one

    @property
    def name(self):
        return ", ".join(filter(None, [self.mode, self.blas and self.blas.name, "passive" if self.is_passive else ""]))

    def environment(self):
        return {**(self.blas.environment() if self.blas else {}), **({"OMP_WAIT_POLICY": "passive"} if self.is_passive else {})}


@dataclass(frozen=True)
class Contender:
    """A library on so many threads. `is_tuned`: not as people write it, but by hand around what the library is for, as fast as we could make it go."""

    peer: str
    threads: int
    command: tuple
    settings: tuple = (Setting(),)
    is_tuned: bool = False
    takes_words: bool = False  # the case word by word, not as JSON
    environment: tuple = ()

    @property
    def name(self):
        return f"{self.peer}{' by hand' if self.is_tuned else ''}, {self.threads} thread{'s' if self.threads > 1 else ''}"

    @property
    def is_glia(self):
        return self.peer == "Glia"


class Peers:
    def __init__(self, pythons, folders, variables, node_modules):
        self._pythons = {module: find_python(test, pythons) for module, test in MODULES.items()}
        self._pythons["numpy"] = self._pythons["scipy"] or self._pythons["numpy"]
        self.blas = tuple(variants(self._pythons["numpy"], folders, variables)) if self._pythons["numpy"] else ()
        self._fann = build_fann()
        self._node = find_brain(node_modules)

    @property
    def missing(self):
        names = {"torch": "PyTorch", "sklearn": "scikit-learn", "numpy": "numpy", "scipy": "scipy (for numpy by hand)"}
        return [name for module, name in names.items() if not self._pythons[module]] + ["FANN"] * (not self._fann) + ["brain.js"] * (not self._node)

    def of(self, case, threads):
        """The contenders for one case, Glia first."""
        threads = [n for n in threads if n <= case.get("threads", n)] or [case["threads"]]
        found = [Contender("Glia", n, GLIA) for n in threads]
        for n in threads:
            found += self._torch(case, n) + self._sklearn(case, n) + self._numpy(case, n)
        return found + self._fann_for(case) + self._brain_for(case)

    def _torch(self, case, threads):
        usual, tuned = {
            "train": (("eager", "eager foreach"), ("script",)),
            "predict-one": (("eager", "frozen"), ("by hand",)),
            "predict-batch": (("eager", "frozen"), ("by hand",)),
            "xor": (("eager",), ("script",)),
        }[case["kind"]]
        return self._python("torch", "PyTorch", usual, threads) + self._python("torch", "PyTorch", tuned, threads, is_tuned=True)

    def _sklearn(self, case, threads):
        """It always has biases, and does not say how far off it is after an epoch."""
        return self._python("sklearn", "scikit-learn", ("",), threads) if case["bias"] and case["kind"] != "xor" else []

    def _numpy(self, case, threads):
        if case["kind"] != "train":
            return self._python("numpy", "numpy", ("",), threads)
        if case["batch"] > 1:
            return self._python("numpy", "numpy", ("rows",), threads, is_tuned=True)
        usual = self._python("numpy", "numpy", ("textbook",), threads)
        return usual + (self._python("numpy", "numpy", ("rank-one",), threads, is_tuned=True) if self._pythons["scipy"] else [])

    def _python(self, module, peer, modes, threads, is_tuned=False):
        if not self._pythons[module]:
            return []
        command = (self._pythons[module], str(HERE / f"peer_{module}.py"))
        waits = (False, True) if threads > 1 else (False,)
        return [Contender(peer, threads, command, tuple(Setting(*ways) for ways in itertools.product(modes, self.blas, waits)), is_tuned)]

    def _fann_for(self, case):
        is_fit = case["kind"] in ("predict-one", "xor") or case["kind"] == "train" and case["batch"] == 1 and case["bias"]
        return [Contender("FANN", 1, (self._fann,), takes_words=True)] if self._fann and is_fit else []

    def _brain_for(self, case):
        is_fit = case["kind"] in ("predict-one", "xor") or case["kind"] == "train" and case["batch"] == 1 and case["bias"]
        return [Contender("brain.js", 1, ("node", str(HERE / "peer_brain.js")), environment=(("NODE_PATH", self._node),))] if self._node and is_fit else []


def find_python(test, pythons):
    for python in pythons or [sys.executable, "/usr/bin/python3"]:
        if succeeds([python, "-c", test]):
            return python
    return None


def build_fann():
    """FANN's peer program, compiled for this processor; None without a C compiler or without the library and its header."""
    compiler, program = shutil.which("cc"), BUILT / "peer_fann"
    if compiler is None:
        return None
    BUILT.mkdir(parents=True, exist_ok=True)
    version = subprocess.run(["pkg-config", "--modversion", "fann"], capture_output=True, text=True, check=False).stdout.strip() if shutil.which("pkg-config") else ""
    command = [compiler, "-O3", "-march=native", f'-DVERSION="{version or "2"}"', str(HERE / "peer_fann.c"), "-o", str(program), "-lfloatfann", "-lm"]
    return str(program) if succeeds(command) else None


def find_brain(folder):
    """The node_modules in which brain.js lies."""
    folder = str(pathlib.Path(folder or HERE / "node_modules").resolve())
    return folder if succeeds(["node", "-e", "require.resolve('brain.js', { paths: [process.argv[1] + '/..'] })", folder]) else None


def succeeds(command):
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
